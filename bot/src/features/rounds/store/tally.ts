import { z } from "zod";
import { ballotId, type PollKey } from "../../../core/poll-key.ts";
import { sealText, unsealText } from "../../../core/seal.ts";
import type { ParticipationTally } from "../contract.ts";
import { noAnswers, type ParticipationTotals } from "../rules/participation.ts";

const StoredTotals = z.array(z.number().int().min(0)).length(noAnswers.length);

/**
 * The marker of a person who answered in the block: the same for the same person, and unidentifiable without the key.
 */
export const markOf = (key: PollKey, person: string): string => ballotId(key, person);

type Beside = Pick<ParticipationTally, "block" | "people" | "meetings" | "last">;

/** Sealed totals open only together with exactly these fields: nobody can add a person or a meeting, or remove one. */
const boundTo = (pk: string, { block, people, meetings, last }: Beside): string =>
  JSON.stringify(["heard", pk, block, people, meetings, last?.at, last?.day, last?.meeting]);

export const sealTally = (key: PollKey, pk: string, beside: Beside, totals: ParticipationTotals): string =>
  sealText(key, JSON.stringify(totals), boundTo(pk, beside));

/** @throws Error if the totals were not sealed with these fields */
export const openTally = (key: PollKey, pk: string, beside: Beside, tally: string): ParticipationTotals =>
  StoredTotals.parse(JSON.parse(unsealText(key, tally, boundTo(pk, beside))));
