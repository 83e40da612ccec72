import type { Context } from "../../../core/context.ts";
import { readDocument } from "../../../core/document.ts";
import { prefixRange } from "../../../core/document-store.ts";
import { undefinedIfRefused } from "../../../core/errors.ts";
import { StoredPointer } from "../../../kernel/contract.ts";
import { currentTeams } from "../../../kernel/membership.ts";
import { teamSettings, userPartition } from "../../../kernel/settings.ts";
import type { Kudos } from "../contract.ts";
import { findKudos, kudosIn } from "../store.ts";

export interface Team {
  readonly id: string;
  readonly name: string;
}

/** Thanks per page. To find them, a page scans one page of the store, which has acts of any kind. */
const MAX_LINES = 20;

/** One page of the thanks in which the actor has this role, newest first, without those that `lineOf` leaves out. */
export async function thanksPage<L>(
  ctx: Context,
  role: "sender" | "recipient",
  after: string | undefined,
  lineOf: (kudos: Kudos, team: Team) => L | undefined,
): Promise<{ lines: L[]; next?: string }> {
  const page = await ctx.store.range(userPartition(ctx.actor.id), {
    ...prefixRange("ref|"),
    reverse: true,
    ...(after === undefined ? {} : { after }),
  });
  const pointers = page.items.map((item) => readDocument(StoredPointer, item));
  const wanted = pointers.filter(({ data }) => data.slice === "kudos" && data.role === role).slice(0, MAX_LINES);
  const found = await Promise.all(wanted.map(({ data }) => findKudos(ctx, kudosIn(data.pk))));
  const kudos = found.filter((one) => one !== undefined);
  const names = await namesOf(ctx, kudos);
  const lines = kudos.flatMap((one) => {
    const line = lineOf(one, { id: one.teamId, name: names.get(one.teamId) ?? "" });
    return line === undefined ? [] : [line];
  });
  const last = wanted.at(-1)?.id;
  const hasMore = wanted.length === MAX_LINES && last !== pointers.at(-1)?.id;
  const next = hasMore ? last : page.next;
  return { lines, ...(next === undefined ? {} : { next }) };
}

/** The part of a line that the sender and the recipients both see. */
export const thanksLine = ({ id, kind, words, value, givenAt }: Kudos, team: Team) => ({
  kudosId: id,
  team,
  kind,
  words,
  ...(value === undefined ? {} : { value }),
  givenAt,
});

/** The teams' names. The actor's chats without a name are called as in other lists: by who is in them. */
async function namesOf(ctx: Context, kudos: readonly Kudos[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(kudos.map(({ teamId }) => teamId))];
  const named = await Promise.all(
    ids.map(async (id) => [id, (await undefinedIfRefused(teamSettings(ctx, id)))?.name ?? ""] as const),
  );
  if (named.every(([, name]) => name !== "")) {
    return new Map(named);
  }
  const { teams } = await currentTeams(ctx);
  return new Map([...named, ...teams.map(({ id, name }) => [id, name] as const)]);
}
