import type { Context, Person, Services } from "../../../core/context.ts";
import type { Feature } from "../../../core/feature.ts";
import { digest } from "../../../core/idempotency-token.ts";
import type { DataList } from "../../../core/personal-data.ts";
import { currentTeams, zoneOf } from "../../../kernel/membership.ts";
import { subPageId } from "../../../kernel/sub-page.ts";
import { DATA_PAGE } from "../contract.ts";

/** Everything that the features store about the actor. */
export async function exportMyData(features: readonly Feature[], services: Services, person: Person): Promise<object> {
  const parts = await Promise.all(
    features.flatMap(({ name, personalData }) =>
      personalData ? [personalData.export(services, person.id).then((data) => [name, data] as const)] : [],
    ),
  );
  return {
    person: { id: person.id, name: person.name },
    exportedAt: services.now.toISOString(),
    ...Object.fromEntries(parts),
  };
}

/** What the features store about the actor, as the actor reads it. Lists without lines are left out. */
export async function listMyData(features: readonly Feature[], ctx: Context): Promise<readonly DataList[]> {
  const reader = { locale: ctx.locale, zone: await zoneOf(ctx) };
  const lists = await Promise.all(
    features.map(async ({ personalData }) => (await personalData?.lists?.(ctx, ctx.actor.id, reader)) ?? []),
  );
  return lists.flat().filter(({ lines }) => lines.length > 0);
}

/** The address of "Mina uppgifter" in the tab of one of the actor's teams. */
export async function dataPageOf(ctx: Context): Promise<string | undefined> {
  const [team] = ctx.links ? (await currentTeams(ctx)).teams : [];
  const page = subPageId({ kind: DATA_PAGE, id: digest(DATA_PAGE, ctx.actor.id) });
  return team && ctx.links?.toPage({ conversationId: team.conversationId, subPageId: page, viewerId: ctx.actor.id });
}
