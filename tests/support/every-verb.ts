import { mintNonce } from "#bot/core/nonce.ts";
import { privacyOfFeatures } from "./lifetimes.ts";

/** The ids of one team and of what lies in it, under every name that a verb knows one by. */
export interface Ids {
  readonly teamId: string;
  readonly channelId: string;
  readonly kudosId: string;
  readonly draftId: string;
  readonly pollId: string;
  readonly roundId: string;
  readonly personId: string;
  readonly askerId: string;
  readonly recipients: string;
}

/** All that a verb of a feature takes, by what the feature's `privacy.ts` declares, and the ids of all things. */
export const fullOf = (ids: Ids, verb: string, team: { now(): Date }) => ({
  ...ids,
  verb,
  nonce: mintNonce(team.now()),
  ...inputs.get(verb.split("/")[0] ?? ""),
});

const inputs = new Map(privacyOfFeatures.map(({ feature, module }) => [feature, module?.input]));

/** What the verbs of all features take. Where two call a field the same, the last one's. */
export const everyInput: Readonly<Record<string, unknown>> = Object.assign({}, ...inputs.values());
