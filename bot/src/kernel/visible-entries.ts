import type { Context } from "../core/context.ts";
import { type Item, MAX_PAGE, type Range } from "../core/document-store.ts";
import { isInConversation } from "./access.ts";
import { teamPartition } from "./settings.ts";

interface Line {
  readonly conversationId?: string | undefined;
}

/** So many pages are looked through: a channel that fills more has talked for the whole team. */
const MAX_PAGES = 10;

/**
 * The newest of a team's lines that are of channels which the actor is in, `most` of them. Page by page, so that what is
 * said where they are not pushes nothing away from them.
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
      // Most often the first page is enough.
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

/** Of a team's lines, those of channels that the actor is in. Lines that are older than the field are the whole team's. */
async function whereActorIs<L extends Line>(ctx: Context, lines: readonly L[]): Promise<readonly L[]> {
  const channels = [...new Set(lines.flatMap(({ conversationId }) => conversationId ?? []))];
  const isIn = new Map(await Promise.all(channels.map(async (id) => [id, await isInConversation(ctx, id)] as const)));
  return lines.filter(({ conversationId }) => conversationId === undefined || isIn.get(conversationId));
}
