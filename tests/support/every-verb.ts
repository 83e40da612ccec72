import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { CHANNEL, idOf, TEAM, type Team } from "./a-team.ts";
import type { FeatureActs, Making, Thing } from "./acts.ts";
import { featureTests } from "./feature-tests.ts";
import { privacyOfFeatures } from "./lifetimes.ts";
import { fieldsOf } from "./verb-fields.ts";

/** Fields by which verbs know somebody or something. */
type Fields = Readonly<Record<string, string>>;

/** The ids of one team and of what lies in it, under every name that a verb knows one by. */
export interface Ids {
  /** The kernel's: `teamId`, `channelId`, and people. */
  readonly base: Fields;
  /** By the field that holds a thing's id, all fields by which verbs know that thing. */
  readonly things: Readonly<Record<string, Fields>>;
}

export const actsOfFeatures = await featureTests<FeatureActs>("acts.ts");

/** What features store that verbs are about, by the field of its id. */
export const things: Readonly<Record<string, Thing>> = Object.assign(
  {},
  ...actsOfFeatures.map(({ module }) => module?.things),
);

const peopleFields = ["personId", "askerId", ...actsOfFeatures.flatMap(({ module }) => module?.people ?? [])];

/** Fields that hold an id, of which these tests know where it comes from. */
export const knownIds: readonly string[] = ["teamId", "channelId", ...peopleFields, ...Object.keys(things)];

export const endings: readonly string[] = actsOfFeatures.flatMap(({ module }) => module?.endings ?? []);

/** A team with one of each thing, in the state that stands at `nth` in its list. */
export async function idsOf(
  team: Team,
  { base, nth = 0, ...making }: Making & { readonly base: Fields; readonly nth?: number },
): Promise<Ids> {
  const made: Record<string, Fields> = {};
  for (const [field, { makes }] of Object.entries(things)) {
    const make = makes[nth % makes.length] ?? makes[0];
    made[field] = (await make(team, making)) ?? nobodysThing(field);
  }
  return { base, things: made };
}

/** How many states there are of the thing that has the most. */
export const mostStates = Math.max(...Object.values(things).map(({ makes }) => makes.length));

/** The team's own ids, and `who` wherever a person is named. */
export const baseOf = (who: string, teamId = TEAM, channelId = CHANNEL): Fields => ({
  teamId,
  channelId,
  ...Object.fromEntries(peopleFields.map((field) => [field, idOf(who)])),
});

/** Of the shape of an id, and nobody's. */
const nobodysThing = (field: string): Fields => ({ [field]: field.charAt(0).repeat(22) });

/** Of the same shape as a team's, and nobody's. */
export const nobodys: Ids = {
  base: baseOf("nils", "19:nowhere@thread.tacv2", "19:no-channel@thread.tacv2"),
  things: Object.fromEntries(Object.keys(things).map((field) => [field, nobodysThing(field)])),
};

/** The ids that a verb is handed: of all things, and of the one that it takes also what else it is known by. */
export function idsFor({ base, things: all }: Ids, verb: string): Fields {
  const taken = Object.keys(fieldsOf(verb));
  const each = Object.entries(all).map(([field, fields]) =>
    taken.includes(field) ? fields : { [field]: fields[field] ?? "" },
  );
  return Object.assign({}, base, ...each);
}

/** All that a verb of a feature takes, by what the feature's `acts.ts` and `privacy.ts` declare, and the ids of all things. */
export const fullOf = (ids: Ids, verb: string, team: { now(): Date }) => ({
  ...idsFor(ids, verb),
  verb,
  nonce: mintIdempotencyToken(team.now()),
  ...inputOf(verb),
});

/** Right values for what a verb takes besides ids and marks. */
export const inputOf = (verb: string): Readonly<Record<string, unknown>> => privacyOf(verb)?.input ?? {};

/** Fields of a verb with more than one right value, and all of those. */
export const variantsOf = (verb: string): Readonly<Record<string, readonly unknown[]>> =>
  privacyOf(verb)?.variants ?? {};

const privacyOf = (verb: string) => privacyOfFeatures.find(({ feature }) => feature === verb.split("/")[0])?.module;

/** It is about something that lies with the person who began it, wherever that was. */
export const isAboutPersonal = (verb: string): boolean =>
  Object.keys(fieldsOf(verb)).some((field) => things[field]?.isPersonal);

/**
 * A route's path about those ids.
 *
 * @throws Error that names a param of which no feature says what it stands for
 */
export const pathOf = (path: string, { base, things: all }: Ids): string =>
  path.replace(/:(\w+)/g, (_, param: string) => {
    const field = param === "team" ? "teamId" : fieldOf(param);
    const id = { ...base, ...Object.assign({}, ...Object.values(all)) }[field ?? ""];
    if (id === undefined) {
      throw new Error(`${path}: say in things of tests/features/<name>/acts.ts what :${param} stands for`);
    }
    return encodeURIComponent(id);
  });

/** The field that holds the same id as a param of a path. */
export const fieldOf = (param: string): string | undefined =>
  Object.entries(things).find(([, thing]) => thing.param === param)?.[0];
