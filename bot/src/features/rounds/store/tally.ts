import { z } from "zod";
import { ballotId, type PollKey, sealText, unsealText } from "../../../core/anonymity.ts";
import type { ParticipationTally } from "../contract.ts";
import { noAnswers, type Totals } from "../rules/participation.ts";

const StoredTotals = z.array(z.number().int().min(0)).length(noAnswers.length);

/** Marks somebody as one who answered in the block: the same person has the same mark, which leads to nobody without the key. */
export const markOf = (key: PollKey, person: string): string => ballotId(key, person);

type Beside = Pick<ParticipationTally, "block" | "people" | "meetings" | "last">;

/** Sealed totals open only beside exactly this: nobody can add a person or a meeting to them, or take one away. */
const boundTo = (pk: string, { block, people, meetings, last }: Beside): string =>
  JSON.stringify(["heard", pk, block, people, meetings, last?.at, last?.day, last?.meeting]);

export const sealTally = (key: PollKey, pk: string, beside: Beside, totals: Totals): string =>
  sealText(key, JSON.stringify(totals), boundTo(pk, beside));

/** @throws Error where it is not what was sealed beside this */
export const openTally = (key: PollKey, pk: string, beside: Beside, tally: string): Totals =>
  StoredTotals.parse(JSON.parse(unsealText(key, tally, boundTo(pk, beside))));
