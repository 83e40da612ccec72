import { subDays, subMilliseconds } from "date-fns";
import type { Context } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { prefixRange, type Range } from "../../../core/document-store.ts";
import { FORM_LIFETIME_MS } from "../../../core/idempotency-token.ts";
import { isoWeek } from "../../../core/week.ts";
import { newestVisibleEntries } from "../../../kernel/visible-entries.ts";
import { MAX_THANKS } from "../api.ts";
import { StoredThanks, ThanksEntry } from "../contract.ts";
import { THANKS_DAYS, thanksVisibleTo } from "../rules/public-part.ts";

/** The fortnight's thanks and small wins that the actor may see on the team's page. */
export async function thanksOfTeam(ctx: Context, { id, zone }: { readonly id: string; readonly zone: string }) {
  const thanks = await recentThanks(ctx, id, zone, THANKS_DAYS);
  return {
    thanks: thanks.slice(0, MAX_THANKS).map((entry) => thanksVisibleTo(ctx.actor.id, entry)),
    hasMoreThanks: thanks.length > MAX_THANKS,
  };
}

/**
 * Public thanks and small wins of the last days in the actor's conversations, newest first: as many as a page shows,
 * plus one when there are more. Private thanks are left out.
 */
export async function recentThanks(
  ctx: Context,
  teamId: string,
  zone: string,
  days: number,
): Promise<readonly ThanksEntry[]> {
  const since = subDays(ctx.now, days);
  const newest = await newestThanks(ctx, teamId, { ...prefixRange("g|"), from: `g|${since.toISOString()}` });
  const first = newest.length > MAX_THANKS ? [] : await thanksByWeek(ctx, teamId, zone, since);
  return [...newest, ...first]
    .map((entry) => ThanksEntry.parse(entry))
    .toSorted((a, b) => (a.givenAt < b.givenAt ? 1 : -1))
    .slice(0, MAX_THANKS + 1);
}

/** Reads the entries of the first format, which are keyed by the ISO week of their form. */
async function thanksByWeek(ctx: Context, teamId: string, zone: string, since: Date): Promise<readonly StoredThanks[]> {
  const from = `k|${isoWeek(subMilliseconds(since, FORM_LIFETIME_MS), zone)}|`;
  const entries = await newestThanks(ctx, teamId, { ...prefixRange("k|"), from });
  return entries.filter(({ givenAt }) => givenAt >= since.toISOString());
}

const newestThanks = (ctx: Context, teamId: string, range: Range): Promise<readonly StoredThanks[]> =>
  newestVisibleEntries(
    ctx,
    teamId,
    { ...range, most: MAX_THANKS + 1 },
    (item) => readDocument(StoredThanks, item).data,
  );
