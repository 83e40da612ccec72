import type { Context } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { AppError } from "../../../core/errors.ts";
import { digest, mintIdempotencyToken } from "../../../core/idempotency-token.ts";
import { LOST, retryWrite } from "../../../core/retry-write.ts";
import { tryWrite } from "../../../core/try-write.ts";
import { requireMember } from "../../../kernel/require-member.ts";
import { type AboutRound, Panels } from "../contract.ts";
import { roundErrors } from "../errors.ts";
import { reveal, revealableRound, type WrittenText } from "../rules/reveal.ts";
import { partOf, promise, RETENTION_S, ROUND, roundJobs, roundPartition } from "../store/panels.ts";
import { type BoxContents, readBox, textBox } from "../store/sealed-box.ts";
import { cleanUpRound } from "./close-round.ts";

/** Only very many concurrent writers at the moment of the reveal come near it. */
const MAX_ATTEMPTS = 100;

/**
 * Shows the texts, shuffled and without names, once; or that too few wrote, once, and never how few. After either
 * nobody can tell who wrote what: the sealed texts are deleted in the same write, and those that do not fit in it right
 * after it, with the key. It cannot be repeated.
 *
 * @throws AppError `HOST_ENDS`, `NOT_IN_ROUND`, `ROUND_OVER`
 */
export async function revealTexts(ctx: Context, { teamId, roundId }: AboutRound): Promise<void> {
  await requireMember(ctx, teamId);
  const pk = roundPartition(teamId);
  const part = partOf({ id: roundId, kind: "writing" });
  return retryWrite(MAX_ATTEMPTS, async () => {
    const item = await ctx.store.get(pk, ROUND);
    const panels = item && readDocument(Panels, item).data;
    if (!item || !panels) {
      throw new AppError(roundErrors.ROUND_OVER);
    }
    const round = revealableRound(panels, ctx.actor.id, roundId);
    if (!round) {
      return;
    }
    const contents = await readBox(ctx, textBox(teamId, roundId));
    const written = contents ? writtenIn(contents, [round.hostId, ctx.actor.id]) : "unreadable";
    await promise(ctx, teamId, { job: roundJobs.cleanUp, key: `${roundId}:reveal`, at: ctx.now, part });
    const revealed = reveal(panels, written, digest(mintIdempotencyToken(ctx.now)));
    const data = { ...revealed, version: panels.version + 1, changedAt: ctx.now.toISOString() };
    const ops = contents?.ops ?? [];
    const shownNow = { kind: "replace", id: ROUND, data, etag: item.etag, ttl: RETENTION_S } as const;
    return (await tryWrite(ctx.store, pk, [shownNow, ...ops])) ? cleanUpRound(ctx, teamId, part) : LOST;
  });
}

/** The person who reveals counts as the host: a leader may reveal. */
function writtenIn({ entries, seal }: BoxContents, hosts: readonly string[]): readonly WrittenText[] | "unreadable" {
  if (entries === "unreadable" || !seal) {
    return "unreadable";
  }
  const theirs = new Set(hosts.map((id) => seal.placeOf(id)));
  return entries.map(({ text, place }) => ({ text, isHosts: theirs.has(place) }));
}
