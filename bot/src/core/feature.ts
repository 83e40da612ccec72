import type { ZodType, z } from "zod";
import type { Context, JobContext, Person, Services, TeamConversation } from "./context.ts";
import type { Card } from "./delivery.ts";
import { AppError, coreErrors, type ErrorDefinitions } from "./errors.ts";
import type { PageLink } from "./links.ts";
import type { Label } from "./locale.ts";
import { messageOffer, type Offer } from "./offer.ts";
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
  /** Buttons that it puts on others' things: a message, a thank-you, a decided question, a name worth a thought. */
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
   * The kinds of reminder that the feature sends to one person, as `mayDisturb` takes them, with the label of the
   * switch that turns the kind off: "Remind me when ...".
   */
  readonly reminders?: Readonly<Record<string, Label>>;
  /**
   * The kinds of its pages in the tab that a link opens: from a card, or from what somebody owes. Each is the key of a
   * page in the tab's feature, which takes the team's id and that of its subject. A kind belongs to one feature.
   */
  readonly pages?: readonly string[];
  /**
   * What the actor owes others in a team, without optional acts. The team's roster has the actor. Shown to the actor
   * only.
   */
  readonly waiting?: (ctx: Context, team: WaitingTeam) => Promise<readonly WaitingItem[]>;
  /** The feature's part of the answer for the team's page, under keys of its own. */
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

/**
 * A feature that needs the list of all features, for example to export or erase. `all` may be called only after the
 * list is complete.
 */
export type FeatureOfAll = (all: () => readonly Feature[]) => Feature;

/**
 * Composes the list of features in the order of help and pages: by `order`, then by name.
 *
 * @throws Error that names the features when two of them declare the same key
 */
export function composeFeatures(declared: readonly (Feature | FeatureOfAll)[]): readonly Feature[] {
  const all: readonly Feature[] = declared
    .map((one) => (typeof one === "function" ? one(() => all) : one))
    .toSorted((a, b) => placeOf(a) - placeOf(b) || (a.name < b.name ? -1 : 1));
  refuseDoubles(all, "command", ({ commands = [] }) => [
    ...new Set(commands.flatMap(({ names, synonyms = [] }) => [...names, ...synonyms])),
  ]);
  refuseDoubles(all, "form", ({ extensions = [] }) => extensions.map(({ commandId }) => commandId));
  refuseDoubles(all, "count", ({ counts = {} }) => Object.keys(counts));
  refuseDoubles(all, "own act", ({ ownActs = {} }) => [...new Set(Object.values(ownActs).map(({ key }) => key))]);
  refuseDoubles(all, "reminder", ({ reminders = {} }) => Object.keys(reminders));
  refuseDoubles(all, "page", ({ pages = [] }) => pages);
  refuseDoubles(all, "offer", ({ offers = [] }) => offers.map((offer) => `${offer.on}/${keyOf(offer)}`));
  refuseDoubles(all, "rank of an offer", ({ offers = [] }) =>
    offers.flatMap((offer) => (offer.on === "message" ? [] : [`${offer.on} ${offer.rank}`])),
  );
  refuseDeadEnds(all);
  return all;
}

const keyOf = (offer: Offer): string => (offer.on === "message" ? offer.form : offer.key);

/** An offer opens something of its own feature, and every form is opened from somewhere. */
function refuseDeadEnds(all: readonly Feature[]): void {
  const [problem] = all.flatMap((feature) => [...lostOffers(feature), ...lostForms(feature)]);
  if (problem !== undefined) {
    throw new Error(problem);
  }
}

function lostOffers({ name, offers = [], extensions = [], verbs = {} }: Feature): readonly string[] {
  const forms = extensions.map(({ commandId }) => commandId);
  return offers.flatMap((offer) => {
    const [opens, own] = offer.on === "message" ? [offer.form, forms] : [offer.verb, Object.keys(verbs)];
    return own.includes(opens)
      ? []
      : [`${name} offers "${keyOf(offer)}" on ${offer.on}, which opens "${opens}": declare that in ${name}`];
  });
}

const lostForms = (feature: Feature): readonly string[] =>
  (feature.extensions ?? [])
    .filter(({ commandId, listed }) => !listed.inCompose && !messageOffer(feature, commandId))
    .map(
      ({ commandId }) =>
        `${feature.name} opens the form "${commandId}" from nowhere: list it in compose, or offer it on message`,
    );

function refuseDoubles(all: readonly Feature[], what: string, keysOf: (feature: Feature) => readonly string[]): void {
  const owners = new Map<string, string>();
  for (const feature of all) {
    for (const key of keysOf(feature)) {
      const owner = owners.get(key);
      if (owner !== undefined) {
        throw new Error(
          `${owner} and ${feature.name} both declare the ${what} "${key}": give it another key in one of them`,
        );
      }
      owners.set(key, feature.name);
    }
  }
}

const placeOf = ({ order = 50 }: Feature): number => order;

/** The actor's next view, for the actor only. `data` is the same for the tab, which renders no cards. */
export type Reply = { readonly card: Card; readonly data?: unknown } | { readonly text: string } | typeof silence;

/** No reply: the post that follows is the answer. */
export const silence = { silent: true } as const;

/**
 * The membership that an entry point requires. Every entry point declares it; `kernel/access.ts` decides it, and
 * `kernel/enter.ts` ensures that it was checked.
 *
 * - `team`: a member of the team by its own roster, and of its tenant. For what concerns the team as a whole.
 * - `conversation`: a member of the conversation in question, who need not be in the team. For votes, questions and
 * thanks
 *   by the cards posted there.
 * - `self`: any person, for what concerns only themselves: own settings, own data, thanks that name them.
 */
export type Access = "team" | "conversation" | "self";

export interface Action {
  readonly access: Access;
  /** What it takes. The tests of all features read its fields. */
  readonly input?: ZodType;
  run(ctx: Context, raw: unknown): Promise<Reply>;
}

/**
 * A verb that parses its input before it acts. A schema names the error of an invalid input by the issue's message,
 * which is a code of `errors`: `z.string().max(500, "WORDS_TOO_LONG")`. The input of a verb with access `team` has the
 * team's id.
 *
 * @throws AppError with that code, else `MALFORMED`
 */
export function action<S extends ZodType<{ readonly teamId: string }>>(
  access: "team",
  schema: S,
  errors: ErrorDefinitions,
  run: (ctx: Context, data: z.output<S>) => Promise<Reply>,
): Action;
export function action<S extends ZodType>(
  access: "conversation" | "self",
  schema: S,
  errors: ErrorDefinitions,
  run: (ctx: Context, data: z.output<S>) => Promise<Reply>,
): Action;
export function action<S extends ZodType>(
  access: Access,
  schema: S,
  errors: ErrorDefinitions,
  run: (ctx: Context, data: z.output<S>) => Promise<Reply>,
): Action {
  return { access, input: schema, run: async (ctx, raw) => run(ctx, parse(schema, raw, errors)) };
}

/**
 * Parses external input. Only the error's code is kept, never the value, since errors are logged.
 *
 * @throws AppError of `errors`, else `MALFORMED`
 */
export function parse<S extends ZodType>(schema: S, raw: unknown, errors: ErrorDefinitions = {}): z.output<S> {
  const result = schema.safeParse(raw);
  if (result.success) {
    return result.data;
  }
  const codes = result.error.issues.map(({ message }) => message);
  const definition = codes.map((code) => (Object.hasOwn(errors, code) ? errors[code] : undefined)).find(Boolean);
  throw new AppError(definition ?? coreErrors.MALFORMED);
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

/** A team's decision. A text is undefined when it names a person. */
export interface Outcome {
  readonly decidedAt: Date;
  readonly question: string | undefined;
  readonly outcome: string | undefined;
  readonly why: string | undefined;
}

export interface Command {
  /** Swedish first, then English; both always work. Matched as whole words, at the start of the text. */
  readonly names: readonly [string, string];
  /** Further words that call it, in any language. Help and the manifest do not show them. */
  readonly synonyms?: readonly string[];
  /** One line for the help card and for Teams' list of commands. */
  readonly help: Label;
  /** Where Teams lists it. A command without a listing works when typed, and stands in help. */
  readonly listed?: CommandListing;
  /** Unless it is `self`, the command asks in a personal chat which team is meant. */
  readonly access: Access;
  run(ctx: Context, said: CommandInput): Promise<Reply>;
}

export interface CommandInput {
  /** Plain text after the command's name, without mentions of Gnista. */
  readonly text: string;
  readonly mentions: readonly Person[];
  /** The same for a message that Teams delivers twice. */
  readonly nonce: string;
  /** In a personal chat: nobody else reads the answer. */
  readonly isPrivate?: boolean;
}

/** The scopes for which the manifest has a list of commands. */
export const commandScopes = ["team", "groupChat", "personal"] as const;
export type CommandScope = (typeof commandScopes)[number];

/** Input of `npm run manifest`. */
export interface CommandListing {
  readonly scopes: readonly CommandScope[];
  /** Position in those lists, lowest first, unique in each. A list holds twelve; help takes the last position. */
  readonly rank: number;
}

/** A form in a dialog, opened from the compose box, or on a message by an offer of the feature. */
export interface Extension {
  readonly access: Access;
  readonly commandId: string;
  readonly title: Label;
  /** Required: Teams opens a form only by its entry in the manifest. */
  readonly listed: ExtensionListing;
  /**
   * Builds the form. `draft` is what the feature's offer on messages made of the message, undefined from the compose box;
   * `sent` and `error` are there when what was sent could not be accepted, so that nothing is lost.
   */
  form(ctx: Context, draft: unknown, sent?: unknown, error?: string): Promise<Card>;
}

export interface ExtensionListing {
  readonly description: Label;
  /** The compose box lists it. On messages it stands by the feature's offer on `message`. */
  readonly inCompose: boolean;
  /** Position among the forms, lowest first, unique. The manifest holds ten. */
  readonly rank: number;
}

export interface Events {
  /** Gnista was added to a team or chat. Teams may repeat the event; the first card is posted once. */
  installed?(ctx: Context, place: InstalledConversation): Promise<void>;
  removed?(services: Services, team: TeamConversation): Promise<void>;
  /** A deleted team was restored. */
  restored?(services: Services, teamId: string): Promise<void>;
  /** The channel was deleted, or has its own members, and cannot be the team's home. Idempotent. */
  homeLost?(services: Services, channel: TeamConversation): Promise<void>;
  /** A meeting of the team ended. Teams may omit, repeat or delay the event. */
  meetingEnded?(services: Services, team: TeamConversation): Promise<void>;
}

export interface InstalledConversation extends TeamConversation {
  readonly kind: "team" | "groupChat" | "personal";
  readonly name: string | undefined;
  /** The time zone of the installer's client, if known. */
  readonly zone: string | undefined;
}

/** A request of the tab. Paths are relative to `/api`. */
export type Route = JsonRoute | FileRoute;

/** Team routes are below `/teams/:team/`, so that the edge recognises them. No other path holds `:team`. */
type At = { readonly method: "get" | "post" } & (
  | { readonly access: "team"; readonly path: TeamPath }
  | { readonly access: "self"; readonly path: string }
);

type TeamPath = `/teams/:team/${string}`;

export type JsonRoute = At & {
  /** `form` carries a single-use token: the response is not cached. */
  readonly answers?: "json" | "form";
  run(ctx: Context, request: RouteRequest): Promise<unknown>;
};

/** Answers with a file download. */
export type FileRoute = At & {
  readonly answers: "file";
  run(ctx: Context, request: RouteRequest): Promise<Download>;
};

export interface Download {
  /** ASCII without quotation marks: it is sent in a header. */
  readonly fileName: string;
  readonly contentType: string;
  readonly content: string;
}

export interface RouteRequest {
  readonly params: Readonly<Record<string, string>>;
  /** Query parameters that occur once; repeated ones are dropped. */
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A page that follows one document while it is open and tracks who has it open. The path is relative to `/api`. */
export interface Live {
  readonly access: "team";
  readonly path: TeamPath;
  documentKey(teamId: string): LiveDocumentKey;
  /**
   * Returns each person's view of the stored document; `stored` is undefined when there is none. Called once per
   * change.
   */
  views(stored: unknown): (personId: string) => unknown;
  /** The people with open pages, by server instance, as stored. */
  connectionsIn(stored: unknown): ReadonlyMap<string, ReadonlySet<string>>;
  /** Records arrivals and departures in one write. Idempotent. */
  notePresence(services: Services, teamId: string, change: PresenceChange): Promise<void>;
}

export interface LiveDocumentKey {
  readonly pk: string;
  readonly id: string;
}

/** Arrivals and departures on the pages that one server instance serves. */
export interface PresenceChange {
  readonly instance: string;
  readonly came: readonly Arrival[];
  /** Ids of people without an open page on this instance. */
  readonly went: readonly string[];
  /** Instances that no longer exist, with the people that only they served. */
  readonly lost: readonly string[];
}

export interface Arrival {
  readonly person: Person;
  /** The meeting that the client claims to be in. Not verified. */
  readonly meetingId: string | undefined;
}

export interface Job {
  /**
   * What to do when a kill left it unknown whether a message was sent: announcements are sent again (`atLeastOnce`),
   * reminders are not (`atMostOnce`, recorded as unknown).
   */
  readonly delivery: "atLeastOnce" | "atMostOnce";
  /**
   * Has no effect when its subject is missing or already done.
   *
   * @throws TryLater to run again later; Undeliverable after the actor was notified
   */
  run(ctx: JobContext, work: JobWork): Promise<unknown>;
}

export interface JobWork {
  readonly pk: string;
  readonly id: string;
  readonly part?: string;
}

/** Export, erasure and purge of a feature's data. They follow pointers; nothing is scanned. */
export interface PersonalData {
  /** One line for people: what is stored about them, and for how long. */
  readonly summary?: Label;
  export(services: Services, personId: string): Promise<unknown>;
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
