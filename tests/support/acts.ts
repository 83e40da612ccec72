import type { Team } from "./a-team.ts";

/*
 * What a feature's `tests/features/<name>/acts.ts` is made of: each verb of the feature, brought to where it makes sense.
 */

/** Sends the same thing once more. With an `activityId` it is that delivery; without, Teams has given it a new one. */
export type Deliver = (activityId?: string) => Promise<{ readonly error?: unknown; readonly status: number }>;

/** Brings a team to where the act makes sense, and gives the act. */
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

/** How the tests of all features have a thing made: Anna or Bo makes it, and the texts in it begin with `word`. */
export interface Making {
  readonly word: string;
  /** Who answers, votes or joins in it. */
  readonly others: readonly string[];
  /** The conversation: the team's own channel unless it says so. */
  readonly options?: { readonly activity?: object };
}

/** Makes one, and gives the fields by which verbs know it. Undefined where there can be none in that conversation. */
export type Make = (team: Team, making: Making) => Promise<Readonly<Record<string, string>> | undefined>;

/** Something that the feature stores and that its verbs and routes are about. */
export interface Thing {
  /** One for each state that matters to somebody who may not see it, the most usual first. */
  readonly makes: readonly [Make, ...Make[]];
  /** What stands for its id in the paths of routes: `poll` in `/teams/:team/questions/:poll`. */
  readonly param?: string;
  /** It lies with the person who began it, not in the conversation in which they did. */
  readonly isPersonal?: true;
}

/** What `tests/features/<name>/acts.ts` exports, by glob (`feature-tests.ts`). */
export interface FeatureActs {
  /** By the field that holds its id in what verbs take. A field that holds an id and is in no feature's list fails by name. */
  readonly things?: Readonly<Record<string, Thing>>;
  /** Fields that hold ids of people, besides `personId` and `askerId`. */
  readonly people?: readonly string[];
  /** Verbs after which there is nothing left to act on: tests that try everything many times try these seldom. */
  readonly endings?: readonly string[];
  /** Each verb of the feature, by its name. */
  readonly acts: Readonly<Record<string, Act>>;
  /** The same through other doors: commands, dialogs, the tab. */
  readonly otherDoors?: Readonly<Record<string, Act>>;
}
