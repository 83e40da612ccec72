import type { Team } from "./a-team.ts";

/*
 * The building blocks of `tests/features/<name>/acts.ts`: every verb of the feature, prepared so that it can succeed.
 */

/**
 * Sends the same act once more. The same `activityId` means the same delivery; without one Teams has assigned a new id.
 */
export type Deliver = (activityId?: string) => Promise<{ readonly error?: unknown; readonly status: number }>;

/** Brings a team into the state that the act needs, and returns the act. */
export type Act = (team: Team) => Promise<Deliver>;

export const clicks =
  (team: Team, who: string, verb: string, data: object, options: { in?: "personal"; activityId?: string } = {}) =>
  (id?: string) =>
    team.as(who).clicks(verb, data, { ...options, ...(id === undefined ? {} : { activity: { id } }) });

export const says =
  (words: string, inPersonalChat = false): Act =>
  async (team) =>
  async (activityId) => {
    const { status } = await team.as("anna").says(words, {
      inPersonalChat,
      ...(activityId === undefined ? {} : { activityId }),
    });
    return { status };
  };

export const submits =
  (commandId: string, verb: string, draft: (team: Team) => object): Act =>
  async (team) => {
    const data = { ...draft(team), verb };
    return (id) => team.as("anna").submits(commandId, data, id === undefined ? {} : { activity: { id } });
  };

export const fromTheTab =
  (verb: string, draft: (team: Team) => object): Act =>
  async (team) => {
    const body = JSON.stringify({ verb, data: draft(team) });
    return async () => ({ status: (await team.as("anna").asks("/acts", { method: "POST", body })).status });
  };

export const withNothing =
  (verb: string, data: object = {}, who = "bo"): Act =>
  async (team) =>
    clicks(team, who, verb, data);

/** How Anna or Bo makes a thing for the tests of all features: its texts begin with `word`. */
export interface Making {
  readonly word: string;
  /** People who answer, vote or join. */
  readonly others: readonly string[];
  /** The conversation. The team's own channel by default. */
  readonly options?: { readonly activity?: object };
}

/** Makes a thing, and returns the fields by which verbs identify it. Undefined if the conversation cannot have one. */
export type Make = (team: Team, making: Making) => Promise<Readonly<Record<string, string>> | undefined>;

/** A kind of thing that the feature stores and that its verbs and routes take. */
export interface Thing {
  /** One for each state that matters for access, the most common first. */
  readonly makes: readonly [Make, ...Make[]];
  /** The parameter for its id in the paths of routes: `poll` in `/teams/:team/questions/:poll`. */
  readonly param?: string;
  /** It belongs to the person who began it, not to the conversation. */
  readonly isPersonal?: true;
}

/** The exports of `tests/features/<name>/acts.ts` (`feature-tests.ts`). */
export interface FeatureActs {
  /** By the input field that holds the thing's id. A test fails by name for an id field that no feature lists. */
  readonly things?: Readonly<Record<string, Thing>>;
  /** Fields that hold people's ids, besides `personId` and `askerId`. */
  readonly people?: readonly string[];
  /** Verbs that leave nothing to act on: tests that run everything many times run these rarely. */
  readonly endings?: readonly string[];
  /** By verb, every verb of the feature. */
  readonly acts: Readonly<Record<string, Act>>;
  /** The same acts through other entry points: commands, dialogs, the tab. */
  readonly otherEntryPoints?: Readonly<Record<string, Act>>;
}
