import type { Services } from "../../../core/context.ts";
import { digest } from "../../../core/idempotency-token.ts";
import { ballotId, type PollKey, pollKey } from "../../../core/poll-key.ts";
import { seal, sealText, unseal, unsealText } from "../../../core/seal.ts";
import type { BoxCounters } from "../contract.ts";

/*
 * How texts and answers of a round are sealed. Version 2 binds every seal to its round and place; version 1 bound it to
 * nothing, and rounds that were open during the upgrade of Gnista use it. The key determines a round's version: an
 * attacker with write access to the database could change a version in a document.
 */

/** One person's entry in a round. */
export interface Entry {
  readonly text: string;
  /** Digest of the person, sealed with an answer so that people can be counted across rounds. Missing in version 1. */
  readonly person?: string;
}

/** The position of an entry within its round, to which its seal is bound. */
export interface EntryPosition {
  readonly place: string;
  readonly changes: number;
  /** The round counters' data about the meeting, bound so that nobody can change it afterwards. */
  readonly meetingData: Pick<BoxCounters, "meeting" | "isSmall">;
}

export interface RoundSeal {
  readonly isBound: boolean;
  placeOf(personId: string): string;
  sealEntry(entry: Entry, position: EntryPosition): string;
  /** @throws Error if it was not sealed for this position */
  unsealEntry(sealed: string, position: EntryPosition): Entry;
}

/** A round in which people write or answer. */
export interface SealedRound {
  readonly roundId: string;
  readonly kind: "writing" | "closing";
}

const boundKey = ({ roundId }: SealedRound) => `round-2-${roundId}`;
const unboundKey = ({ roundId }: SealedRound) => `round-${roundId}`;

export async function makeSeal(services: Services, round: SealedRound): Promise<void> {
  await services.keys.create(boundKey(round));
}

/** Undefined when the round has no key any more. */
export async function sealOf(services: Services, round: SealedRound): Promise<RoundSeal | undefined> {
  const bound = await services.keys.get(boundKey(round));
  if (bound) {
    return boundSeal(pollKey(bound), round);
  }
  const unbound = await services.keys.get(unboundKey(round));
  return unbound && unboundSeal(pollKey(unbound), round);
}

export async function destroySeal(services: Services, round: SealedRound): Promise<void> {
  await services.keys.destroy(boundKey(round));
  await services.keys.destroy(unboundKey(round));
}

export const digestOfPerson = (personId: string): string => digest("heard", personId);

function boundSeal(key: PollKey, { roundId, kind }: SealedRound): RoundSeal {
  const boundTo = ({ place, changes, meetingData }: EntryPosition) =>
    JSON.stringify(["round", kind, roundId, place, changes, meetingData.meeting ?? "", meetingData.isSmall ?? false]);
  return {
    isBound: true,
    placeOf: (personId) => ballotId(key, personId),
    sealEntry: ({ text, person = "" }, position) =>
      sealText(key, kind === "closing" ? `${person} ${text}` : text, boundTo(position)),
    unsealEntry(sealed, position) {
      const text = unsealText(key, sealed, boundTo(position));
      if (kind === "writing") {
        return { text };
      }
      const [person = "", answer = ""] = text.split(" ");
      return { text: answer, person };
    },
  };
}

function unboundSeal(key: PollKey, { kind }: SealedRound): RoundSeal {
  return {
    isBound: false,
    placeOf: (personId) => ballotId(key, personId),
    sealEntry: ({ text }) => (kind === "closing" ? seal(key, [Number(text)]) : sealText(key, text)),
    unsealEntry: (sealed) => ({
      text: kind === "closing" ? String(unseal(key, sealed)[0] ?? "") : unsealText(key, sealed),
    }),
  };
}
