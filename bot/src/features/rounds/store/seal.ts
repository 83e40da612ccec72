import { ballotId, type PollKey, pollKey, seal, sealText, unseal, unsealText } from "../../../core/anonymity.ts";
import type { Services } from "../../../core/context.ts";
import { digest } from "../../../core/idempotency-token.ts";
import type { OpenBox } from "../contract.ts";

/*
 * How what people write and answer in a round is sealed. Version 2 binds every seal to the round and the place that it
 * belongs to; version 1 bound it to nothing, and a round that was open while Gnista was upgraded has it. Which version a
 * round has is told by the key that it has: whoever may write the database could change what a document says.
 */

/** What one person put in a round. */
export interface Entry {
  readonly text: string;
  /** Digest of the person, sealed with an answer so that people can be counted across rounds. Version 1 lacks it. */
  readonly person?: string;
}

/** Where an entry belongs, besides its round. */
export interface Spot {
  readonly place: string;
  readonly changes: number;
  /** What the round's counters say of the meeting, so that nobody changes it afterwards. */
  readonly box: Pick<OpenBox, "meeting" | "isSmall">;
}

export interface RoundSeal {
  readonly isBound: boolean;
  placeOf(personId: string): string;
  close(entry: Entry, spot: Spot): string;
  /** @throws Error where it is not what was sealed for this spot */
  open(sealed: string, spot: Spot): Entry;
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

/** Undefined where the round has no key any more. */
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
  const boundTo = ({ place, changes, box }: Spot) =>
    JSON.stringify(["round", kind, roundId, place, changes, box.meeting ?? "", box.isSmall ?? false]);
  return {
    isBound: true,
    placeOf: (personId) => ballotId(key, personId),
    close: ({ text, person = "" }, spot) =>
      sealText(key, kind === "closing" ? `${person} ${text}` : text, boundTo(spot)),
    open(sealed, spot) {
      const text = unsealText(key, sealed, boundTo(spot));
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
    close: ({ text }) => (kind === "closing" ? seal(key, [Number(text)]) : sealText(key, text)),
    open: (sealed) => ({ text: kind === "closing" ? String(unseal(key, sealed)[0] ?? "") : unsealText(key, sealed) }),
  };
}
