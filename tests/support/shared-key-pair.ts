import { type GenerateKeyPairResult, generateKeyPair } from "jose";

/** The signing key for all issuers of this worker: generating one takes half of the time of opening a team. */
export function sharedKeyPair(): Promise<GenerateKeyPairResult> {
  made ??= generateKeyPair("RS256");
  return made;
}

let made: Promise<GenerateKeyPairResult> | undefined;
