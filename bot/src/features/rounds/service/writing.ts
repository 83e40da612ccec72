import { sealText, unsealText } from "../../../core/anonymity.ts";
import type { Context } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import { Conflict, Unavailable } from "../../../core/document-store.ts";
import { AppError } from "../../../core/errors.ts";
import { digest, mintNonce } from "../../../core/nonce.ts";
import { actingIn } from "../../people/service.ts";
import { type AboutRound, FEWEST_TEXTS, type MyWords, Panels, type WriteText } from "../contract.ts";
import { mayReveal, mustBeHere, reveal, running } from "../rules.ts";
import { allIn, boxOf, mineIn, putIn, type Seal, textBox } from "./box.ts";
import { answerSeal } from "./closing.ts";
import { cleanUpRound } from "./end.ts";
import { findPanels, KEPT_S, partOf, promise, ROUND, roundJobs, roundPartition } from "./store.ts";

const textSeal: Seal = { close: sealText, open: unsealText };

/**
 * Writes one's text, or changes it until it is revealed; nothing takes it back. The live document does not move: nobody
 * sees who has written, or when.
 *
 * @throws AppError `ROUND_OVER`, `NOT_IN_ROUND`
 */
export async function writeText(ctx: Context, { teamId, roundId, text }: WriteText): Promise<void> {
  await actingIn(ctx, teamId);
  const panels = await findPanels(ctx, teamId);
  running(panels, roundId, "writing");
  mustBeHere(panels, ctx.actor.id);
  await putIn(ctx, textBox(teamId, roundId), ctx.actor.id, text, textSeal);
}

/** Only a storm of writers in the very moment of the reveal comes near to it. */
const MOST_ATTEMPTS = 100;

/**
 * Shows what was written, shuffled and without names, once. From then on nobody can tell who wrote what: the sealed
 * texts go in the same write, and what it does not hold of them right after it, with the key.
 *
 * @throws AppError `HOST_ENDS`, `TOO_FEW_TEXTS`, `NOT_IN_ROUND`, `ROUND_OVER`
 */
export async function revealTexts(ctx: Context, { teamId, roundId }: AboutRound): Promise<void> {
  await actingIn(ctx, teamId);
  const pk = roundPartition(teamId);
  const part = partOf({ id: roundId, kind: "writing" });
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const item = await ctx.store.get(pk, ROUND);
    const panels = item && read(Panels, item).data;
    if (!item || !panels) {
      throw new AppError("ROUND_OVER");
    }
    if (!mayReveal(panels, ctx.actor.id, roundId)) {
      return;
    }
    const { texts, ops } = await allIn(ctx, textBox(teamId, roundId), textSeal);
    const written = texts.filter((text) => text !== "");
    if (written.length < FEWEST_TEXTS) {
      throw new AppError("TOO_FEW_TEXTS");
    }
    await promise(ctx, teamId, { job: roundJobs.cleanUp, key: `${roundId}:reveal`, at: ctx.now, part });
    const shown = reveal(panels, written, digest(mintNonce(ctx.now)));
    const data = { ...shown, version: panels.version + 1, changedAt: ctx.now.toISOString() };
    try {
      await ctx.store.write(pk, [{ kind: "replace", id: ROUND, data, etag: item.etag, ttl: KEPT_S }, ...ops]);
      return cleanUpRound(ctx, teamId, part);
    } catch (error) {
      if (!(error instanceof Conflict)) {
        throw error;
      }
    }
  }
  throw new Unavailable("somebody wrote every time");
}

/** What the actor has written or answered in the round that runs, for the actor alone. */
export async function myWords(ctx: Context, teamId: string): Promise<MyWords> {
  const round = (await findPanels(ctx, teamId))?.round;
  const box = round && boxOf(teamId, round);
  const text = box && (await mineIn(ctx, box, ctx.actor.id, round.kind === "writing" ? textSeal : answerSeal));
  return text === undefined ? {} : { text };
}
