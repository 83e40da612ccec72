import type { PollKey } from "../../../core/poll-key.ts";
import { seal, unseal } from "../../../core/seal.ts";
import type { Ballot, Poll } from "../contract.ts";

/**
 * The content of an anonymous ballot. `changes` counts how often its voter changed it, 0 when the seal does not contain
 * it.
 */
export interface Vote {
  readonly choices: readonly number[];
  readonly changes: number;
}

/**
 * Seals a vote for its own ballot id. A bound seal opens only under that id in that edition of that poll, and contains
 * how often the vote was changed. So a ballot that was copied, or replaced by an older one of the same voter, is
 * detected at the close. Polls from before this seal keep theirs until they close.
 */
export function sealedBallot(key: PollKey, poll: Poll, ballotId: string, { choices, changes }: Vote): Ballot {
  const sealed =
    poll.seal === "bound" ? seal(key, [...digitsOf(changes), ...choices], boundTo(poll, ballotId)) : seal(key, choices);
  return { schema: 1, sealed };
}

/** Undefined for a ballot that was not sealed for this ballot id, or was changed since. */
export function openVote(key: PollKey, poll: Poll, ballotId: string, ballot: Ballot): Vote | undefined {
  if (!("sealed" in ballot)) {
    return undefined;
  }
  const isBound = poll.seal === "bound";
  const plain = tryUnseal(key, ballot.sealed, isBound ? boundTo(poll, ballotId) : undefined);
  if (!plain) {
    return undefined;
  }
  const [low = 0, middle = 0, high = 0, ...choices] = isBound ? plain : [0, 0, 0, ...plain];
  const isKnown = choices.length > 0 && choices.every((choice) => choice < poll.options.length);
  return isKnown ? { choices, changes: low + BASE * (middle + BASE * high) } : undefined;
}

/** The mode decides what a result may show, so a ballot must not open under another mode. */
const boundTo = ({ id, edition, mode }: Poll, ballotId: string): string =>
  ["poll", id, edition, mode, ballotId].join("|");

function tryUnseal(key: PollKey, sealed: string, binding: string | undefined): readonly number[] | undefined {
  try {
    return unseal(key, sealed, binding);
  } catch {
    return undefined;
  }
}

/** A seal pads with 255, so a digit is less than that. */
const BASE = 255;

/** Three digits count to sixteen million. */
const digitsOf = (count: number): readonly number[] =>
  [1, BASE, BASE * BASE].map((unit) => Math.floor(count / unit) % BASE);
