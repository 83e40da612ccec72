import { type PollKey, pollKey, seal, unseal } from "../../../core/anonymity.ts";
import type { Context, World } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import { Conflict, changing, type Item, Unavailable } from "../../../core/document-store.ts";
import { digest, mintNonce } from "../../../core/nonce.ts";
import { actingIn } from "../../people/service.ts";
import { type AnswerHeard, HeardSoFar } from "../contract.ts";
import { isEnough, shownOf } from "../rules/heard.ts";
import { drawn } from "../rules/order.ts";
import { mustBeHere, running } from "../rules.ts";
import { answerBox, type Box, emptyBoxes, putIn, type Seal, someIn } from "./box.ts";
import { findPanels, heardPartition, promise, roundJobs } from "./store.ts";

/** As long as the team closes a meeting with it now and then. */
const HEARD_KEPT_S = 365 * 24 * 3600;
const HEARD = "heard";

const numberIn = (key: PollKey, sealed: string): number => unseal(key, sealed)[0] ?? 0;
export const answerSeal: Seal = {
  close: (key, text) => seal(key, [Number(text)]),
  open: (key, sealed) => String(numberIn(key, sealed)),
};

/**
 * Answers whether one got a word in, or changes it until the round ends. It lies sealed under a place that leads to nobody,
 * and nothing that anybody looks at moves.
 *
 * @throws AppError `ROUND_OVER`, `NOT_IN_ROUND`
 */
export async function answer(ctx: Context, { teamId, roundId, heard }: AnswerHeard): Promise<void> {
  await actingIn(ctx, teamId);
  const panels = await findPanels(ctx, teamId);
  running(panels, roundId, "closing");
  mustBeHere(panels, ctx.actor.id);
  await putIn(ctx, answerBox(teamId, roundId), ctx.actor.id, String(heard), answerSeal);
}

/** Nobody answers any more, so it soon runs dry. */
const MOST_ATTEMPTS = 100;

/**
 * Moves a meeting's answers to the others' that wait to be shown, without their places and in a new order, each sealed
 * anew: from here nothing leads back to anybody, and what was there before cannot be told from what came. Enough of
 * them become a figure, and are destroyed. Repeating it changes nothing.
 */
export async function addToHeard(world: World, box: Box): Promise<void> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const some = await someIn(world, box, answerSeal);
    if (!some) {
      return show(world, box.pk);
    }
    const item = await world.store.get(box.pk, HEARD);
    const before = item ? read(HeardSoFar, item).data : emptyBlock(world);
    const key = pollKey(await world.keys.create(keyName(before.block)));
    const known = before.answers.map((sealed) => numberIn(key, sealed));
    const all = drawn([...known, ...some.texts.map(Number)], digest(mintNonce(world.now)));
    const isNewMeeting = some.texts.length > 0 && before.lastRound !== box.roundId;
    const after: HeardSoFar = {
      ...before,
      answers: all.map((one) => seal(key, [one])),
      meetings: before.meetings + (isNewMeeting ? 1 : 0),
      ...(isNewMeeting ? { lastRound: box.roundId } : {}),
    };
    await wrote(world, box.pk, item, after, some.ops);
  }
  throw new Unavailable("answers came every time");
}

const keyName = (block: string) => `heard-${block}`;

const emptyBlock = (world: World): HeardSoFar => ({
  schema: 1,
  block: digest(mintNonce(world.now)),
  answers: [],
  meetings: 0,
});

/**
 * A figure is of meetings that no other figure is of: where each newest meeting pushed the oldest out, two figures beside
 * each other would tell what came and went between them.
 */
async function show(world: World, pk: string): Promise<void> {
  const item = await world.store.get(pk, HEARD);
  const heard = item && read(HeardSoFar, item).data;
  if (!item || !heard) {
    return;
  }
  if (isEnough(heard)) {
    const key = pollKey(await world.keys.create(keyName(heard.block)));
    const shown = shownOf(heard.answers.map((sealed) => numberIn(key, sealed)));
    const next: HeardSoFar = { ...emptyBlock(world), shown, retired: heard.block };
    if (
      !(await wrote(world, pk, item, heard.lastRound === undefined ? next : { ...next, lastRound: heard.lastRound }))
    ) {
      return show(world, pk);
    }
    await world.keys.destroy(keyName(heard.block));
    return;
  }
  if (heard.retired !== undefined) {
    // Again, should the house have fallen before the key was destroyed.
    await world.keys.destroy(keyName(heard.retired));
  }
}

/**
 * Forgets the team's answers. Their keys are destroyed as due work: that can take a vault longer than Teams waits, and
 * nothing names a key any more when what it sealed is deleted.
 */
export async function forgetHeard(world: World, teamId: string): Promise<void> {
  const pk = heardPartition(teamId);
  // First what could still be added to them.
  await emptyBoxes(world, pk);
  await changing(world.store, pk, HEARD, async (item) => {
    const heard = item && read(HeardSoFar, item).data;
    for (const block of [heard?.block, heard?.retired].filter((one) => one !== undefined)) {
      const key = `${block}:destroy-heard`;
      await promise(world, teamId, { job: roundJobs.destroyHeard, key, at: world.now, part: block });
    }
    return item && [{ kind: "delete", id: HEARD, etag: item.etag }];
  });
}

/** Destroys the key of answers that are forgotten, and the answers where a fall kept them. */
export async function destroyHeard(world: World, teamId: string, block: string): Promise<void> {
  await changing(world.store, heardPartition(teamId), HEARD, (item) =>
    item && read(HeardSoFar, item).data.block === block ? [{ kind: "delete", id: HEARD, etag: item.etag }] : undefined,
  );
  await world.keys.destroy(keyName(block));
  await world.store.purge();
}

/** False where somebody was in between: read again. */
async function wrote(
  world: World,
  pk: string,
  item: Item | undefined,
  data: HeardSoFar,
  ops: Parameters<World["store"]["write"]>[1] = [],
): Promise<boolean> {
  const written = { id: HEARD, data, ttl: HEARD_KEPT_S } as const;
  try {
    await world.store.write(pk, [
      item ? { kind: "replace", etag: item.etag, ...written } : { kind: "create", ...written },
      ...ops,
    ]);
    return true;
  } catch (error) {
    if (!(error instanceof Conflict)) {
      throw error;
    }
    return false;
  }
}
