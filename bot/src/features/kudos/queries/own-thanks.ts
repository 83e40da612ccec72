import type { Context, Services } from "../../../core/context.ts";
import { read } from "../../../core/document.ts";
import { prefixRange } from "../../../core/document-store.ts";
import { undefinedIfRefused } from "../../../core/errors.ts";
import { StoredPointer } from "../../../kernel/contract.ts";
import { teamSettings, userPartition } from "../../../kernel/settings.ts";
import type { ThanksFromMe, ThanksFromMePage, ThanksToMe, ThanksToMePage } from "../api.ts";
import type { Kudos } from "../contract.ts";
import { asSenderKnows, isRemoved, publicPart } from "../rules.ts";
import { findKudos, kudosIn } from "../store.ts";

/** Thanks to the actor, over all teams, newest first. Thanks that Gnista has not told them about are left out. */
export const thanksToMe = (ctx: Context, after: string | undefined): Promise<ThanksToMePage> =>
  pageOf(ctx, "recipient", after, (kudos, team) => toMe(ctx, kudos, team));

/** Thanks and small wins from the actor, over all teams, newest first. */
export const thanksFromMe = (ctx: Context, after: string | undefined): Promise<ThanksFromMePage> =>
  pageOf(ctx, "sender", after, fromMe);

function toMe(ctx: Context, kudos: Kudos, team: Team): ThanksToMe | undefined {
  const reach = kudos.recipients.find(({ id }) => id === ctx.actor.id)?.reach;
  if (isRemoved(kudos) || reach === undefined || reach === "inPerson" || reach === "left") {
    return undefined;
  }
  return {
    ...entry(kudos, team),
    sender: kudos.sender,
    reach,
    mayShow: kudos.audience === "team" && reach !== "shown",
  };
}

function fromMe(now: Kudos, team: Team): ThanksFromMe | undefined {
  const kudos = asSenderKnows(now);
  if (isRemoved(kudos)) {
    return undefined;
  }
  const reached = kudos.recipients.filter(({ reach }) => reach !== "inPerson");
  const inPerson = kudos.recipients.filter(({ reach }) => reach === "inPerson");
  return {
    ...entry(kudos, team),
    recipients: reached.map(({ id, name }) => ({ id, name })),
    inPerson: inPerson.map(({ name }) => name),
    wholeTeam: kudos.wholeTeam,
    isShown: publicPart(kudos) !== undefined,
    isAsked: kudos.recipients.some(({ reach }) => reach === "asked"),
  };
}

const entry = ({ id, kind, words, value, givenAt }: Kudos, team: Team) => ({
  kudosId: id,
  team,
  kind,
  words,
  ...(value === undefined ? {} : { value }),
  givenAt,
});

interface Team {
  readonly id: string;
  readonly name: string;
}

/** Thanks per page. To find them, a page scans one page of the store, which has acts of any kind. */
const MAX_LINES = 20;

async function pageOf<L>(
  ctx: Context,
  role: "sender" | "recipient",
  after: string | undefined,
  entryOf: (kudos: Kudos, team: Team) => L | undefined,
): Promise<{ lines: L[]; next?: string }> {
  const page = await ctx.store.range(userPartition(ctx.actor.id), {
    ...prefixRange("ref|"),
    reverse: true,
    ...(after === undefined ? {} : { after }),
  });
  const pointers = page.items.map((item) => read(StoredPointer, item));
  const wanted = pointers.filter(({ data }) => data.slice === "kudos" && data.role === role).slice(0, MAX_LINES);
  const found = await Promise.all(wanted.map(({ data }) => findKudos(ctx, kudosIn(data.pk))));
  const kudos = found.filter((one) => one !== undefined);
  const names = await namesOf(ctx, kudos);
  const lines = kudos.flatMap((one) => {
    const entry = entryOf(one, { id: one.teamId, name: names.get(one.teamId) ?? "" });
    return entry === undefined ? [] : [entry];
  });
  const last = wanted.at(-1)?.id;
  const hasMore = wanted.length === MAX_LINES && last !== pointers.at(-1)?.id;
  const next = hasMore ? last : page.next;
  return { lines, ...(next === undefined ? {} : { next }) };
}

async function namesOf(services: Services, kudos: readonly Kudos[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(kudos.map(({ teamId }) => teamId))];
  return new Map(
    await Promise.all(
      ids.map(async (id) => [id, (await undefinedIfRefused(teamSettings(services, id)))?.name ?? ""] as const),
    ),
  );
}
