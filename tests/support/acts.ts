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

/** What `tests/features/<name>/acts.ts` exports, by glob (`feature-tests.ts`). */
export interface FeatureActs {
  /** Each verb of the feature, by its name. */
  readonly acts: Readonly<Record<string, Act>>;
  /** The same through other doors: commands, dialogs, the tab. */
  readonly otherDoors?: Readonly<Record<string, Act>>;
}
