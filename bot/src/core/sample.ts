import type { Context, Person, TeamConversation } from "./context.ts";

/*
 * What a feature adds to the sample team of `npm start`: acts through its own verbs. Only `local/` loads it; the
 * production bundle leaves it out.
 */

/** A feature's part of what the sample team did. */
export interface Sample {
  /** The twelve weeks before today. Acts of all features run in the order of their time. */
  acts(team: SampleTeam): readonly SampleAct[];
  /** What is set also where nothing has happened yet (`npm start -- --empty`). */
  settings?(team: SampleTeam): readonly SampleAct[];
}

/** Something that somebody in the sample team did, through the verb that everybody uses. */
export interface SampleAct {
  readonly at: Date;
  run(as: ActAs): Promise<unknown>;
}

/** Acts as somebody in the sample team, at the time of the act. */
export type ActAs = (who: SampleName) => Context;

export type SampleName = "karin" | "johan" | "elin" | "sara" | "mattias" | "oskar";

export interface SampleTeam extends TeamConversation {
  readonly name: string;
  readonly zone: string;
  readonly values: readonly string[];
  readonly people: Readonly<Record<SampleName, Person>>;
  readonly now: Date;
  dateOf(moment: SampleMoment, minutesLater?: number): Date;
  /** A form's mark, the same for the same act. */
  nonceFor(at: Date, words: string): string;
}

/** Days are working days: 1 is the last one before today, 0 today (or the next one, where today is none), -1 the one after. */
export interface SampleMoment {
  readonly day: number;
  readonly at: `${number}:${number}`;
}
