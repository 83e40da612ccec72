import type { Context } from "../core/context.ts";
import { type Item, MAX_PAGE, type Range } from "../core/document-store.ts";
import { isInConversation } from "./access.ts";
import { teamPartition } from "./settings.ts";

interface Line {
  readonly conversationId?: string | undefined;
}

/** The maximum number of pages to search: a channel that fills more dominates the team's page anyway. */
const MAX_PAGES = 10;

/**
 * The newest `most` of a team's timeline entries from channels that the actor is in. Reads page by page, so that
 * entries of other channels do not displace them.
 */
export async function newestVisibleEntries<L extends Line>(
  ctx: Context,
  teamId: string,
  { most, ...range }: Pick<Range, "from" | "to"> & { readonly most: number },
  lineOf: (item: Item) => L,
): Promise<readonly L[]> {
  const found: L[] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES && found.length < most; page++) {
    const { items, next } = await ctx.store.range(teamPartition(teamId), {
      ...range,
      reverse: true,
      // The first page is usually enough.
      limit: page === 0 ? most : MAX_PAGE,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...(await whereActorIs(ctx, items.map(lineOf))));
    if (next === undefined) {
      break;
    }
    after = next;
  }
  return found.slice(0, most);
}

/** The entries of channels that the actor is in. Older entries without the field belong to the whole team. */
async function whereActorIs<L extends Line>(ctx: Context, lines: readonly L[]): Promise<readonly L[]> {
  const channels = [...new Set(lines.flatMap(({ conversationId }) => conversationId ?? []))];
  const isIn = new Map(await Promise.all(channels.map(async (id) => [id, await isInConversation(ctx, id)] as const)));
  return lines.filter(({ conversationId }) => conversationId === undefined || isIn.get(conversationId));
}
