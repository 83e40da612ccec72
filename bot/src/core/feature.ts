import type { Action } from "./action.ts";
import type { Command } from "./command.ts";
import type { Context } from "./context.ts";
import type { ErrorDefinitions } from "./errors.ts";
import type { Events } from "./events.ts";
import type { Extension } from "./extension.ts";
import type { Job } from "./job.ts";
import type { PageLink } from "./links.ts";
import type { Live } from "./live.ts";
import type { Label } from "./locale.ts";
import type { Offer } from "./offer.ts";
import type { PersonalData } from "./personal-data.ts";
import type { Route } from "./route.ts";
import type { Sample } from "./sample.ts";

export type { Label } from "./locale.ts";
export type { Offer, SourceMessage } from "./offer.ts";

/**
 * A feature, declared as data; edges and pages iterate over the list. A new feature is its folder and its line in
 * `features/index.ts`.
 */
export interface Feature {
  readonly name: string;
  /** Sort order in help and on pages, 50 by default: acts come before settings. */
  readonly order?: number;
  /** The feature's errors, for tests and edges. */
  readonly errors?: ErrorDefinitions;
  /** By verb `feature/verb`: what a card's button, a dialog or the tab may invoke. */
  readonly verbs?: Readonly<Record<string, Action>>;
  readonly commands?: readonly Command[];
  readonly extensions?: readonly Extension[];
  /** Buttons that it adds to what others show: a message, a thank-you, a decided question, a suggested person. */
  readonly offers?: readonly Offer[];
  readonly events?: Events;
  readonly routes?: readonly Route[];
  readonly live?: readonly Live[];
  /**
   * What the feature counts per team and week: a label by the key under `acts` in `WeekCounts`. A key belongs to one
   * feature. `weekCountOps` counts.
   */
  readonly counts?: Readonly<Record<string, Label>>;
  /**
   * The viewer's own acts for their rhythm, by the role of the pointer that records the act. Roles for what others did
   * are left out.
   */
  readonly ownActs?: Readonly<Record<string, OwnAct>>;
  /**
   * The kinds of reminder that the feature sends to one person, as `timeToDisturb` takes them, with the label of the
   * switch that turns the kind off: "Remind me when ...".
   */
  readonly reminders?: Readonly<Record<string, Label>>;
  /**
   * The kinds of its pages in the tab that a link opens: from a card, or from what somebody owes. Each is the key of a
   * page in the tab's feature, which takes the team's id and that of its subject. A kind belongs to one feature.
   */
  readonly pages?: readonly string[];
  /**
   * What the actor owes others in a team, without optional acts. The actor is in the team's roster. Shown to the actor
   * only.
   */
  readonly waiting?: (ctx: Context, team: WaitingTeam) => Promise<readonly WaitingItem[]>;
  /**
   * The people of a team whom the actor has noticed since then, by the actor's own acts alone. "Värt en tanke" leaves
   * them out; the list is stored nowhere and shown to nobody.
   */
  readonly noticed?: (ctx: Context, teamId: string, since: Date) => Promise<readonly NoticedPerson[]>;
  /** The feature's part of the response for the team's page, under keys of its own. */
  readonly timeline?: (ctx: Context, team: TimelineTeam) => Promise<Readonly<Record<string, unknown>>>;
  /**
   * What the team has decided since `since` in conversations that the actor is in, oldest first: rows of `figures.csv`,
   * without people.
   */
  readonly outcomes?: (ctx: Context, team: TimelineTeam, since: Date) => Promise<readonly Outcome[]>;
  /** By name `feature/job`: due work and card refreshes. */
  readonly jobs?: Readonly<Record<string, Job>>;
  readonly personalData?: PersonalData;
  /** What it keeps about a team, and for how long, in one line that people read under "Mina uppgifter" and on `/privacy`. */
  readonly retention?: Label;
  /**
   * The feature's acts in the sample team of `npm start`. Only `local/` loads it; the production bundle leaves it out.
   */
  readonly sample?: () => Promise<{ readonly sample: Sample }>;
}

/** A kind of act. The label completes a sentence about the viewer: "frågade", "asked". */
export interface OwnAct {
  readonly key: string;
  readonly label: Label;
}

/** The team whose page is shown. The actor is a member. */
export interface TimelineTeam {
  readonly id: string;
  readonly zone: string;
}

export interface WaitingTeam {
  readonly id: string;
  readonly name: string;
}

/** An item that the actor owes others. */
export interface WaitingItem {
  /** Unique and stable among the feature's items. */
  readonly key: string;
  /** The subject, as it was written. */
  readonly title: string;
  readonly dueAt: Date;
  /** The item's page in the tab. Its kind is one of the feature's `pages`. */
  readonly page: PageLink;
}

export interface NoticedPerson {
  readonly personId: string;
  readonly at: Date;
}

/** A team's decision. A text is undefined when it names a person. */
export interface Outcome {
  readonly decidedAt: Date;
  readonly question: string | undefined;
  readonly outcome: string | undefined;
  readonly why: string | undefined;
}
