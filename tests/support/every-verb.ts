import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { CHANNEL, idOf, TEAM, type Team } from "./a-team.ts";
import type { FeatureActs, Making, Thing } from "./acts.ts";
import { featureTests } from "./feature-tests.ts";
import { privacyOfFeatures } from "./lifetimes.ts";
import { fieldsOf } from "./verb-fields.ts";

/** Input fields that identify a person or a thing. */
type Fields = Readonly<Record<string, string>>;

/** The ids of one team and of its things, under every field name that a verb uses. */
export interface Ids {
  /** The kernel's fields: `teamId`, `channelId` and people. */
  readonly base: Fields;
  /** By the field that holds a thing's id, all fields by which verbs identify the thing. */
  readonly things: Readonly<Record<string, Fields>>;
}

export const actsOfFeatures = await featureTests<FeatureActs>("acts.ts");

/** The kinds of things that the features store, by the field of their id. */
export const things: Readonly<Record<string, Thing>> = Object.assign(
  {},
  ...actsOfFeatures.map(({ module }) => module?.things),
);

const peopleFields = ["personId", "askerId", ...actsOfFeatures.flatMap(({ module }) => module?.people ?? [])];

/** Id fields for which these tests know how to get an id. */
export const knownIds: readonly string[] = ["teamId", "channelId", ...peopleFields, ...Object.keys(things)];

export const endings: readonly string[] = actsOfFeatures.flatMap(({ module }) => module?.endings ?? []);

/** Makes one of each thing in a team, in the state at index `nth` of its list. */
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

/** The largest number of states of any kind of thing. */
export const mostStates = Math.max(...Object.values(things).map(({ makes }) => makes.length));

/** The team's own ids, with `who` in every field for a person. */
export const baseOf = (who: string, teamId = TEAM, channelId = CHANNEL): Fields => ({
  teamId,
  channelId,
  ...Object.fromEntries(peopleFields.map((field) => [field, idOf(who)])),
});

/** A well-formed id of nothing. */
const nobodysThing = (field: string): Fields => ({ [field]: field.charAt(0).repeat(22) });

/** Well-formed ids of no team, no person and no thing. */
export const nobodys: Ids = {
  base: baseOf("nils", "19:nowhere@thread.tacv2", "19:no-channel@thread.tacv2"),
  things: Object.fromEntries(Object.keys(things).map((field) => [field, nobodysThing(field)])),
};

/** The ids for a verb: those of all things, and all identifying fields of the thing that the verb takes. */
export function idsFor({ base, things: all }: Ids, verb: string): Fields {
  const taken = Object.keys(fieldsOf(verb));
  const each = Object.entries(all).map(([field, fields]) =>
    taken.includes(field) ? fields : { [field]: fields[field] ?? "" },
  );
  return Object.assign({}, base, ...each);
}

/**
 * The complete input of a feature's verb, by the declarations in the feature's `acts.ts` and `privacy.ts`, and the ids
 * of all things.
 */
export const fullOf = (ids: Ids, verb: string, team: { now(): Date }) => ({
  ...idsFor(ids, verb),
  verb,
  nonce: mintIdempotencyToken(team.now()),
  ...inputOf(verb),
});

/** Valid values for the verb's input, besides ids and nonces. */
export const inputOf = (verb: string): Readonly<Record<string, unknown>> => privacyOf(verb)?.input ?? {};

/** All valid values of the verb's fields that have more than one. */
export const variantsOf = (verb: string): Readonly<Record<string, readonly unknown[]>> =>
  privacyOf(verb)?.variants ?? {};

const privacyOf = (verb: string) => privacyOfFeatures.find(({ feature }) => feature === verb.split("/")[0])?.module;

/** The verb takes a thing that belongs to the person who began it, wherever that was. */
export const isAboutPersonal = (verb: string): boolean =>
  Object.keys(fieldsOf(verb)).some((field) => things[field]?.isPersonal);

/**
 * A route's path with these ids.
 *
 * @throws Error that names a parameter that no feature declares
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

/** The input field that holds the same id as the path's parameter. */
export const fieldOf = (param: string): string | undefined =>
  Object.entries(things).find(([, thing]) => thing.param === param)?.[0];
