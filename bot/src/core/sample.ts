import type { Context, Locale, Person, TeamConversation } from "./context.ts";

/*
 * A feature's contribution to the sample team of `npm start`: acts through its own verbs. Only `local/` loads it; the
 * production bundle leaves it out.
 */

/** What somebody writes, in each language of the sample team. */
export type SampleText = Readonly<Record<Locale, string>>;

/** A feature's part of the sample team's history. */
export interface Sample {
  /** The last twelve weeks. Acts of all features run in the order of their time. */
  acts(team: SampleTeam): readonly SampleAct[];
  /** Settings of a team that has just been added, without a history (`npm start -- --empty`). */
  settings?(team: SampleTeam): readonly SampleAct[];
}

/** An act of a person in the sample team, through the feature's verb. */
export interface SampleAct {
  readonly at: Date;
  run(as: ActAs): Promise<unknown>;
}

/** The context of a person in the sample team, at the time of the act. */
export type ActAs = (who: SampleName) => Context;

export type SampleName = "karin" | "johan" | "elin" | "sara" | "mattias" | "oskar";

export interface SampleTeam extends TeamConversation {
  readonly name: string;
  readonly zone: string;
  /** The language of the team and of what its people write. */
  readonly locale: Locale;
  readonly values: readonly string[];
  readonly people: Readonly<Record<SampleName, Person>>;
  readonly now: Date;
  dateOf(moment: SampleMoment, minutesLater?: number): Date;
  /** An idempotency token, the same for the same act. */
  nonceFor(at: Date, words: string): string;
}

/** Days are working days: 1 is the last one before today, 0 today (or the next working day), -1 the one after. */
export interface SampleMoment {
  readonly day: number;
  readonly at: `${number}:${number}`;
}
