import type { ZodType, z } from "zod";
import type { Context, JobContext, Person, Services, TeamConversation } from "./context.ts";
import type { Card } from "./delivery.ts";
import { AppError, coreErrors, type ErrorDefinitions } from "./errors.ts";
import type { Label } from "./locale.ts";
import { messageOffer, type Offer } from "./offer.ts";
import type { Sample } from "./sample.ts";

export type { Label } from "./locale.ts";
export type { Offer, SourceMessage } from "./offer.ts";

/** A feature as data, which edges and pages walk. Adding one is adding its folder and its line in `features/index.ts`. */
export interface Feature {
  readonly name: string;
  /** Its place in help and on pages, 50 unless it says so: acts come before settings. */
  readonly order?: number;
  /** Its errors, so that tests and edges find them. */
  readonly errors?: ErrorDefinitions;
  /** By verb `feature/verb`: what a card's button, a dialog or the tab may ask for. */
  readonly verbs?: Readonly<Record<string, Action>>;
  readonly commands?: readonly Command[];
  readonly extensions?: readonly Extension[];
  /** Buttons that it puts on others' things: a message, a thank-you, a decided question, a name worth a thought. */
  readonly offers?: readonly Offer[];
  readonly events?: Events;
  readonly routes?: readonly Route[];
  readonly live?: readonly Live[];
  /**
   * What it counts in a week of a team, by the key under `acts` in `WeekCounts`, and what the key is called. A key belongs
   * to one feature. `weekCountOps` counts.
   */
  readonly counts?: Readonly<Record<string, Label>>;
  /**
   * What somebody did who is pointed to in a role, for their own rhythm: by the pointer's role. A role that names somebody
   * for what others did is not here.
   */
  readonly ownActs?: Readonly<Record<string, OwnAct>>;
  /**
   * The kinds of reminder with which it reaches one person by name, as `mayDisturb` takes them, and what the switch is
   * called that turns the kind off: "Remind me when ...".
   */
  readonly reminders?: Readonly<Record<string, Label>>;
  /**
   * What others wait to get from the actor in a team whose roster has them: what they owe, and nothing that they may leave
   * undone. It is shown to the actor alone.
   */
  readonly waiting?: (ctx: Context, team: WaitingTeam) => Promise<readonly WaitingItem[]>;
  /** What it shows on the team's page, under names of its own: part of the page's one answer. */
  readonly timeline?: (ctx: Context, team: TimelineTeam) => Promise<Readonly<Record<string, unknown>>>;
  /**
   * What the team has decided since then in conversations that the actor is in, oldest first: rows of `figures.csv`. It
   * names nobody.
   */
  readonly outcomes?: (ctx: Context, team: TimelineTeam, since: Date) => Promise<readonly Outcome[]>;
  /** By name `feature/job`: what is promised as due work, and redraws. */
  readonly jobs?: Readonly<Record<string, Job>>;
  readonly personalData?: PersonalData;
  /** What it keeps about a team, and for how long, in one line that people read under "Mina uppgifter" and on `/privacy`. */
  readonly retention?: Label;
  /** What the sample team of `npm start` does with it. Only `local/` loads it; the production bundle leaves it out. */
  readonly sample?: () => Promise<{ readonly sample: Sample }>;
}

/** A kind of act. Its label completes a sentence about the viewer: "frågade", "asked". */
export interface OwnAct {
  readonly key: string;
  readonly label: Label;
}

/** A feature that shows or erases what all of them declare. It is handed them when it is asked, not before. */
export type FeatureOfAll = (all: () => readonly Feature[]) => Feature;

/**
 * Makes the list of all features, in the order of the help and the pages: by `order`, then by name.
 *
 * @throws Error that names the features, where two of them declare the same key
 */
export function composeFeatures(declared: readonly (Feature | FeatureOfAll)[]): readonly Feature[] {
  const all: readonly Feature[] = declared
    .map((one) => (typeof one === "function" ? one(() => all) : one))
    .toSorted((a, b) => placeOf(a) - placeOf(b) || (a.name < b.name ? -1 : 1));
  refuseDoubles(all, "command", ({ commands = [] }) => [...new Set(commands.flatMap(({ names }) => names))]);
  refuseDoubles(all, "form", ({ extensions = [] }) => extensions.map(({ commandId }) => commandId));
  refuseDoubles(all, "count", ({ counts = {} }) => Object.keys(counts));
  refuseDoubles(all, "own act", ({ ownActs = {} }) => [...new Set(Object.values(ownActs).map(({ key }) => key))]);
  refuseDoubles(all, "reminder", ({ reminders = {} }) => Object.keys(reminders));
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

/** What the actor, and nobody else, sees next. `data` is the same for the tab, which draws no cards. */
export type Reply = { readonly card: Card; readonly data?: unknown } | { readonly text: string } | typeof silence;

/** The act speaks for itself: the post that follows is the answer. */
export const silence = { silent: true } as const;

/**
 * What a door asks of the person who comes in. Every door declares it; `kernel/access.ts` decides it, and
 * `kernel/enter.ts` sees to it that it was asked.
 *
 * - `team`: a member of the team by its own roster, and of its tenant. For all that holds for the team as a whole.
 * - `conversation`: a member of the conversation that it is about, who need not be in the team. For votes, questions and
 *   thanks by the cards that stand there.
 * - `self`: anybody, about themselves and nobody else: own settings, own data, thanks that name them.
 */
export type Access = "team" | "conversation" | "self";

export interface Action {
  readonly access: Access;
  /** What it takes. The tests of all features read its fields. */
  readonly input?: ZodType;
  run(ctx: Context, raw: unknown): Promise<Reply>;
}

/**
 * A verb that parses its input before it acts. A schema names the error of a wrong input by the issue's message, which is
 * a code of `errors`: `z.string().max(500, "WORDS_TOO_LONG")`. A verb with access `team` takes the team's id.
 *
 * @throws AppError that error, else `MALFORMED`
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
 * Parses input from outside. Only the error's code is kept, never the value, since errors are logged.
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

/** The team whose page is shown. The actor may act in it. */
export interface TimelineTeam {
  readonly id: string;
  readonly zone: string;
}

export interface WaitingTeam {
  readonly id: string;
  readonly name: string;
}

/** Something that the actor owes. */
export interface WaitingItem {
  /** The same for the same thing, among what the feature lists. */
  readonly key: string;
  /** What it is about, as it was written. */
  readonly title: string;
  readonly dueAt: Date;
  /** Where the tab shows it, as `kernel/sub-page.ts` writes it. */
  readonly page: string;
}

/** Something that a team decided. A text is undefined where it names somebody. */
export interface Outcome {
  readonly decidedAt: Date;
  readonly question: string | undefined;
  readonly outcome: string | undefined;
  readonly why: string | undefined;
}

export interface Command {
  /** First the Swedish word, then the English; both always work. Matched whole, at the start. */
  readonly names: readonly [string, string];
  /** One line for the help card, and for Teams' own list of commands. */
  readonly help: Label;
  /** Where Teams lists it. A command without a listing works when it is typed, and stands in help. */
  readonly listed?: CommandListing;
  /** Other than `self`, it asks in a personal chat which team is meant. */
  readonly access: Access;
  run(ctx: Context, said: CommandInput): Promise<Reply>;
}

export interface CommandInput {
  /** What stood after the command's word: plain text, mentions of Gnista removed. */
  readonly text: string;
  readonly mentions: readonly Person[];
  /** The same for a message that Teams delivers twice. */
  readonly nonce: string;
  /** Said in a personal chat: nobody else reads the answer. */
  readonly isPrivate?: boolean;
}

/** The kinds of conversation for which the manifest has a list of commands. */
export const commandScopes = ["team", "groupChat", "personal"] as const;
export type CommandScope = (typeof commandScopes)[number];

/** `npm run manifest` writes the lists from these. */
export interface CommandListing {
  readonly scopes: readonly CommandScope[];
  /** Its place in those lists, lowest first, its own in each. A list has room for twelve; help takes the last place. */
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
  /** Its place among the forms, lowest first, its own. The manifest has room for ten. */
  readonly rank: number;
}

export interface Events {
  /** Gnista was added to a team or chat. Teams repeats this; the first card must not be. */
  installed?(ctx: Context, place: InstalledConversation): Promise<void>;
  removed?(services: Services, team: TeamConversation): Promise<void>;
  /** A team that was removed because it was deleted is back. */
  restored?(services: Services, teamId: string): Promise<void>;
  /** The channel is gone, or has members of its own: it can be no team's home. Told again, it changes nothing. */
  homeLost?(services: Services, channel: TeamConversation): Promise<void>;
  /** A meeting of the team's ended. Teams may not say so, may say so twice, and later than anything else. */
  meetingEnded?(services: Services, team: TeamConversation): Promise<void>;
}

export interface InstalledConversation extends TeamConversation {
  readonly kind: "team" | "groupChat" | "personal";
  readonly name: string | undefined;
  /** The installer's client's zone, where it said. */
  readonly zone: string | undefined;
}

/** A request of the tab. Paths start below `/api`. */
export type Route = JsonRoute | FileRoute;

/** What is for the team lies under it, so that the edge knows which. Nothing else has `:team` in its path. */
type At = { readonly method: "get" | "post" } & (
  | { readonly access: "team"; readonly path: TeamPath }
  | { readonly access: "self"; readonly path: string }
);

type TeamPath = `/teams/:team/${string}`;

export type JsonRoute = At & {
  /** `form` carries a mark that is for one use: a browser keeps no copy. */
  readonly answers?: "json" | "form";
  run(ctx: Context, request: RouteRequest): Promise<unknown>;
};

/** Answers with a file to save. */
export type FileRoute = At & {
  readonly answers: "file";
  run(ctx: Context, request: RouteRequest): Promise<Download>;
};

export interface Download {
  /** ASCII without quotation marks: it stands in a header. */
  readonly fileName: string;
  readonly contentType: string;
  readonly content: string;
}

export interface RouteRequest {
  readonly params: Readonly<Record<string, string>>;
  /** What stood once after the question mark; what stood twice is left out. */
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A page that follows one document while it is open, and of which it matters who has it open. The path starts below `/api`. */
export interface Live {
  readonly access: "team";
  readonly path: TeamPath;
  documentKey(teamId: string): LiveDocumentKey;
  /** What each person may see of what is stored there, undefined where nothing is: read once for all who look. */
  views(stored: unknown): (personId: string) => unknown;
  /** Whose pages are noted there as held, by instance of ours. */
  connectionsIn(stored: unknown): ReadonlyMap<string, ReadonlySet<string>>;
  /** Notes who came and went, all in one write. Told again it changes nothing. */
  notePresence(services: Services, teamId: string, change: PresenceChange): Promise<void>;
}

export interface LiveDocumentKey {
  readonly pk: string;
  readonly id: string;
}

/** Who came to and went from pages that one of our instances holds. */
export interface PresenceChange {
  readonly instance: string;
  readonly came: readonly Arrival[];
  /** Ids of those who have no page open there any more. */
  readonly went: readonly string[];
  /** Instances that are no more, and whoever only they held. */
  readonly lost: readonly string[];
}

export interface Arrival {
  readonly person: Person;
  /** The meeting that the page says it is in. A client can change that. */
  readonly meetingId: string | undefined;
}

export interface Job {
  /**
   * What to do when a kill left it unknown whether something was sent: announcements go out again
   * (`atLeastOnce`), reminders do not (`atMostOnce`, recorded as unknown).
   */
  readonly delivery: "atLeastOnce" | "atMostOnce";
  /**
   * Does nothing when it points to nothing, or to something done already.
   *
   * @throws TryLater to come back; Undeliverable after having told the actor
   */
  run(ctx: JobContext, work: JobWork): Promise<unknown>;
}

export interface JobWork {
  readonly pk: string;
  readonly id: string;
  readonly part?: string;
}

/** What export, erasing and moving out need of a slice. They follow pointers; nothing is searched through. */
export interface PersonalData {
  /** One line that a person reads: what is stored about them, and for how long. */
  readonly summary?: Label;
  export(services: Services, personId: string): Promise<unknown>;
  /**
   * Takes a person, and what they wrote, out of what names them: documents, and messages that were posted. What is
   * counted stays counted. Done again, it does again what had not been done.
   *
   * @returns how many posted messages could not be changed
   */
  erase?(ctx: JobContext, personId: string, naming: PersonMention): Promise<number>;
  /** What lies in a partition that pointers name: of which team, and whom it names. Undefined where nothing does. */
  subjects?(services: Services, pk: string): Promise<DataSubjects | undefined>;
  /** Destroys it, keys included. What was posted stays: whoever moves out may have gone from Teams already. */
  destroy?(services: Services, pk: string): Promise<void>;
}

/** Where somebody is named, and as what. */
export interface PersonMention {
  readonly role: string;
  readonly pk: string;
  readonly id: string;
}

export interface DataSubjects {
  readonly teamId: string;
  readonly people: readonly string[];
}
