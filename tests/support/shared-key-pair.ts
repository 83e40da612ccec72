import { type GenerateKeyPairResult, generateKeyPair } from "jose";

/** The key that the issuers of this worker sign with: making one takes half of the time of opening a team. */
export function sharedKeyPair(): Promise<GenerateKeyPairResult> {
  made ??= generateKeyPair("RS256");
  return made;
}

let made: Promise<GenerateKeyPairResult> | undefined;
