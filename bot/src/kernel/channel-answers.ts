import { addDays } from "date-fns";
import type { Context, Services } from "../core/context.ts";
import { prefixRange, scanPartition } from "../core/document-store.ts";
import { digest } from "../core/idempotency-token.ts";
import type { Posted } from "../core/outbox.ts";
import { teamPartition } from "./settings.ts";

/**
 * The lifetime of a form (`core/idempotency-token.ts`): after it the answer is useless and still lists everybody's
 * name.
 */
const STANDS_DAYS = 7;

/** Long enough to take the answer down after an outage of Teams. */
const RETENTION_S = 2 * STANDS_DAYS * 24 * 3600;

/** The job that takes an answer down. */
export const TAKE_DOWN_ANSWER = "people/answer-old";

const ANSWER = "ans|";

export const answerItem = (activityId: string) => `${ANSWER}${digest(activityId)}`;

/**
 * Records a command's answer in a channel, which may name people: it is taken down when it is old, or when one of them
 * is erased.
 */
export async function recordChannelAnswer(ctx: Context, { conversationId, activityId }: Posted): Promise<void> {
  if (!ctx.team || activityId === "") {
    return;
  }
  const pk = teamPartition(ctx.team.id);
  const id = answerItem(activityId);
  const data = { schema: 1, conversationId, activityId };
  await ctx.store.write(pk, [{ kind: "put", id, data, ttl: RETENTION_S }]);
  const at = addDays(ctx.now, STANDS_DAYS);
  await ctx.due.promise({ job: TAKE_DOWN_ANSWER, key: `people:${id}`, at, pk, id });
}

export async function channelAnswers(services: Services, teamId: string): Promise<readonly string[]> {
  const items = await Array.fromAsync(scanPartition(services.store, teamPartition(teamId), prefixRange(ANSWER)));
  return items.map(({ id }) => id);
}
