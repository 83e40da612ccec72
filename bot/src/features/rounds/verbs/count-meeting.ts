import type { Services } from "../../../core/context.ts";
import type { Item } from "../../../core/document-store.ts";
import { type PollKey, pollKey } from "../../../core/poll-key.ts";
import { LOST, retryWrite } from "../../../core/retry-write.ts";
import { DEFAULT_ZONE, dayOf } from "../../../core/week.ts";
import { settingsOf } from "../../../kernel/settings.ts";
import { MAX_ANSWERS, type ParticipationTally } from "../contract.ts";
import {
  type CountedMeeting,
  isCounted,
  isEnough,
  noAnswers,
  type ParticipationTotals,
  shownOf,
  withAnswers,
} from "../rules/participation.ts";
import { blockIn, blockKey, emptyBlock, HEARD, newBlock, promiseToDestroy, tryWriteBlock } from "../store/block.ts";
import { participationPartition } from "../store/panels.ts";
import { answerBox, type BoxContents, readBox } from "../store/sealed-box.ts";
import { markOf, openTally, sealTally } from "../store/tally.ts";

/** Nobody answers any more, so the conflicts soon end. */
const MAX_ATTEMPTS = 100;

/**
 * Counts a meeting's answers, or destroys them: all of them in the one write that removes them from the round. Only the
 * number of people per answer is kept, without places: nothing leads back to anybody, and no figure is of part of a
 * meeting. A complete block becomes a figure, once, and is destroyed. Idempotent.
 */
export async function countMeeting(services: Services, teamId: string, roundId: string): Promise<void> {
  const box = answerBox(teamId, roundId);
  const fresh = newBlock(services);
  const block = await retryWrite(MAX_ATTEMPTS, async () => {
    const contents = await readBox(services, box);
    const stored = await storedBlock(services, teamId);
    return contents ? tryCount(services, teamId, contents, stored, fresh) : stored.block;
  });
  await destroyRetired(services, block);
}

interface Stored {
  readonly item: Item | undefined;
  /** Undefined when nothing is stored, or what is stored may not be shown. */
  readonly block: ParticipationTally | undefined;
}

async function storedBlock(services: Services, teamId: string): Promise<Stored> {
  const item = await services.store.get(participationPartition(teamId), HEARD);
  return { item, block: blockIn(item) };
}

/**
 * One attempt. Returns the block that now includes the meeting, or the existing block if the meeting is not counted.
 */
async function tryCount(
  services: Services,
  teamId: string,
  contents: BoxContents,
  { item, block }: Stored,
  fresh: string,
): Promise<ParticipationTally | undefined | typeof LOST> {
  const pk = participationPartition(teamId);
  if (item && !block) {
    await promiseToDestroy(services, teamId, item);
  }
  const before = block ?? emptyBlock(fresh);
  const answers = answersIn(contents);
  const met = await meetingOf(services, teamId, contents, answers.length);
  if (!isCounted(met, before.last)) {
    // A document without meetings tells a small team that it will get no figure.
    return (await tryWriteBlock(services, pk, item, block ? undefined : before, contents.ops)) ? block : LOST;
  }
  const tally = await tallyOf(services, pk, before);
  if (!tally) {
    return startNewBlock(services, pk, item, before);
  }
  const totals = withAnswers(
    tally.totals,
    answers.map(({ heard }) => heard),
  );
  const after = withMeeting(pk, before, tally.key, totals, answers, met);
  const next = isEnough(after) ? figureOf(services, after, totals) : after;
  return (await tryWriteBlock(services, pk, item, next, contents.ops)) ? next : LOST;
}

/**
 * Starts a new block when the stored one is not what was answered. The next attempt reads it and counts this meeting
 * there.
 */
async function startNewBlock(
  services: Services,
  pk: string,
  item: Item | undefined,
  before: ParticipationTally,
): Promise<typeof LOST> {
  const unreadable = {
    ...emptyBlock(newBlock(services)),
    shown: { shows: "unreadable" },
    retired: before.block,
  } as const;
  if (await tryWriteBlock(services, pk, item, unreadable)) {
    await destroyRetired(services, unreadable);
  }
  return LOST;
}

interface Answer {
  readonly heard: number;
  readonly person: string;
}

/** Empty when they are unreadable, or may not be counted: from a small team, or without people. */
function answersIn({ entries, counters, seal }: BoxContents): readonly Answer[] {
  if (entries === "unreadable" || counters.isSmall || !seal?.isBound) {
    return [];
  }
  const answers = entries.map(({ text, person = "" }) => ({ heard: Number(text), person }));
  const isWhole = answers.every(({ heard }) => Number.isInteger(heard) && heard >= 1 && heard <= MAX_ANSWERS);
  return isWhole ? answers : [];
}

/** The server's own clock: a day in a document could have been changed. */
async function meetingOf(
  services: Services,
  teamId: string,
  { counters }: BoxContents,
  people: number,
): Promise<CountedMeeting> {
  const zone = (await settingsOf(services, teamId))?.zone ?? DEFAULT_ZONE;
  return { at: services.now, day: dayOf(services.now, zone), meeting: counters.meeting, people };
}

interface Tally {
  readonly key: PollKey;
  readonly totals: ParticipationTotals;
}

/** Undefined when it is unreadable. */
async function tallyOf(services: Services, pk: string, block: ParticipationTally): Promise<Tally | undefined> {
  if (block.meetings === 0 && block.people.length === 0 && block.tally === undefined) {
    return { key: pollKey(await services.keys.create(blockKey(block.block))), totals: noAnswers };
  }
  const bytes = await services.keys.get(blockKey(block.block));
  if (!bytes || block.tally === undefined) {
    return undefined;
  }
  const key = pollKey(bytes);
  try {
    return { key, totals: openTally(key, pk, block, block.tally) };
  } catch {
    return undefined;
  }
}

function withMeeting(
  pk: string,
  before: ParticipationTally,
  key: PollKey,
  totals: ParticipationTotals,
  answers: readonly Answer[],
  { at, day, meeting }: CountedMeeting,
): ParticipationTally {
  const marks = answers.map(({ person }) => markOf(key, person));
  const beside = {
    block: before.block,
    // Sorted by mark, so that the order does not reveal who answered when.
    people: [...new Set([...before.people, ...marks])].toSorted(),
    meetings: before.meetings + 1,
    last: { at: at.toISOString(), day, ...(meeting === undefined ? {} : { meeting }) },
  };
  return { ...before, ...beside, tally: sealTally(key, pk, beside, totals) };
}

/**
 * The figure of a complete block. The next block starts empty: no two figures share a meeting, so subtracting one from
 * the other reveals nothing.
 */
const figureOf = (
  services: Services,
  { block, last }: ParticipationTally,
  totals: ParticipationTotals,
): ParticipationTally => ({
  ...emptyBlock(newBlock(services)),
  ...(last ? { last } : {}),
  shown: shownOf(totals),
  retired: block,
});

/** Repeated each time, in case of a crash before the key was destroyed. */
async function destroyRetired(services: Services, block: ParticipationTally | undefined): Promise<void> {
  if (block?.retired !== undefined) {
    await services.keys.destroy(blockKey(block.retired));
  }
}
