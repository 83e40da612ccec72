import type { JobContext, Services } from "./context.ts";
import type { Label, Locale } from "./locale.ts";

/** Export, erasure and purge of a feature's data. They follow pointers; nothing is scanned. */
export interface PersonalData {
  /** What the feature stores about a person, and for how long: one line on `/privacy` and in "Mina uppgifter". */
  readonly summary?: Label;
  export(services: Services, personId: string): Promise<unknown>;
  /**
   * How the person reads what `export` holds: every word, name and question of it is in a line. Lists without lines are
   * left out where they are shown.
   */
  lists?(services: Services, personId: string, reader: DataReader): Promise<readonly DataList[]>;
  /**
   * Removes a person, and what they wrote, from documents and posted messages that name them. Counts stay. Idempotent;
   * a repeated call continues where the first one failed.
   *
   * @returns the number of posted messages that could not be changed
   */
  erase?(ctx: JobContext, personId: string, naming: PersonMention): Promise<number>;
  /** The team and the people of a partition that pointers lead to; undefined when nothing is stored there. */
  subjects?(services: Services, pk: string): Promise<DataSubjects | undefined>;
  /** Deletes the partition, keys included. Posted messages stay: Gnista may no longer have access to Teams. */
  destroy?(services: Services, pk: string): Promise<void>;
}

/** A titled list of short lines about a person, in their own language. */
export interface DataList {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The person whose data it is: the language they read, and the zone of their days. */
export interface DataReader {
  readonly locale: Locale;
  readonly zone: string;
}

/** Where a person is named, and in which role. */
export interface PersonMention {
  readonly role: string;
  readonly pk: string;
  readonly id: string;
}

export interface DataSubjects {
  readonly teamId: string;
  readonly people: readonly string[];
}
