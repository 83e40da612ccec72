import { type ComponentType, createContext, type ReactNode } from "react";
import type { Overview } from "#bot/features/pulse/api.ts";
import type { Load } from "./lazy.ts";
import type { TeamTime } from "./team-time.ts";

/**
 * What a feature shows in the tab, as data: keys, order and loaders, and no texts. The router, the pages and the
 * invalidation derive from the list of them (`features/index.ts`), so a page knows no feature by its name.
 */
export interface TabFeature {
  /** As in `bot/src/features`. */
  readonly name: string;
  readonly pages?: readonly DeclaredPage[];
  readonly teamSections?: readonly TeamSection[];
  readonly mySections?: readonly MySection[];
  readonly panelSections?: readonly (Placed & Shown<PanelSectionProps>)[];
  /** What can be done from several pages. */
  readonly acts?: readonly Act[];
  /** The forms of what it offers on others' things (`offers` in `bot/src/features`), by the offer's key. */
  readonly offerForms?: readonly OfferForm[];
  /** Menu items of the team's page. */
  readonly teamMenu?: readonly (Placed & Lazy<TeamMenuProps>)[];
  /** Buttons at the head of one's own page. */
  readonly myLinks?: readonly (Placed & Lazy<object>)[];
  /** What can be done at once about something that the viewer owes by this feature (`waiting` of the bot's feature). */
  readonly waitingAct?: Shown<WaitingActProps>;
  readonly invalidates?: Invalidates;
}

/** Where it stands among the others, lowest first; then by the features' names. */
export interface Placed {
  readonly key: string;
  readonly order: number;
}

/** Part of the first piece of JavaScript: for what is in view when the tab opens. */
export interface Eager<P> {
  readonly eager: ComponentType<P>;
}

/** Fetched when it is first shown. */
export interface Lazy<P> {
  readonly lazy: Load<P>;
}

export type Shown<P> = Eager<P> | Lazy<P>;

/** A page of its own, opened by `go({ page: key, ...params })` or by a link's sub-page of the same kind. */
export interface DeclaredPage {
  readonly key: string;
  readonly params: readonly string[];
  readonly lazy: Load<Readonly<Record<string, string>>>;
}

/** Declares a page. It is handed its params and is shown only where the way to it names them all. */
export const declaredPage = <K extends string = never>(
  key: string,
  params: readonly K[],
  lazy: Load<Readonly<Record<K, string>>>,
): DeclaredPage => ({ key, params, lazy: lazy as DeclaredPage["lazy"] });

/** Of two columns the first holds what matters most. */
export type Column = "first" | "second";

export type TeamSection = Placed &
  Shown<TeamSectionProps> & {
    readonly column: Column;
    /** Shown to a leader alone, and only in the personal app: a screen in a team is often shared. */
    readonly isLeadersOwn?: boolean;
    /** Shown only in the personal app, where nobody else sees the screen as the team's. */
    readonly isViewersOwn?: boolean;
    /** It shows what the viewer owes by this feature, so that the list over all features leaves it out on this page. */
    readonly showsWaiting?: boolean;
  };

/** The page's one answer, and the team's days and hours. What else a section shows it fetches itself. */
export interface TeamSectionProps {
  readonly teamId: string;
  readonly overview: Overview;
  readonly clock: TeamTime;
}

/**
 * What a feature shows of itself in the page's one answer. `T` is the type of that part in the feature's own `api.ts`, which
 * its tests on the server parse; the schemas are no part of the first page.
 */
export const timelineOf = <T extends object>(overview: Overview): T => overview as Overview & T;

export type MySection = Placed &
  Shown<MySectionProps> & {
    readonly column: Column;
    /** A path that it reads by `useResource`: the page asks for it at once, and waits for it. It answers `MyAnswer`. */
    readonly waitsFor?: string;
    /** For somebody in no team, the page says instead how to begin. */
    readonly needsTeam?: boolean;
  };

export interface MySectionProps {
  readonly clock: TeamTime;
}

/** What the page reads of an answer that it waits for. */
export interface MyAnswer {
  readonly now: string;
  readonly isTeamMissing: boolean;
}

export interface PanelSectionProps {
  readonly teamId: string;
  readonly meetingId: string | undefined;
  /** What stands below it. It leaves it out where the viewer can do nothing here. */
  readonly children: ReactNode;
}

export interface TeamMenuProps {
  readonly teamId: string;
}

/** An act: its button is here with the page, its form is fetched with the first press. */
export interface Act extends Placed, Eager<ActProps> {
  /** On the team's page, one's own page and the panel of a meeting. */
  readonly offeredOn: readonly ActHost[];
}

export type ActHost = "team" | "mine" | "panel";

export interface ActProps {
  readonly teamId: string;
  /** Stands above the form's fields. */
  readonly before?: ReactNode;
  readonly look?: { readonly appearance?: "primary" };
}

/** The button of an offer. What it is called and starts with comes from the server, so its host knows nothing of it. */
export type OfferForm = { readonly key: string } & Shown<OfferProps>;

export interface OfferProps {
  readonly teamId: string;
  readonly label: string;
  /** What a screen reader says, where the label alone would be said of several things. It begins with the label. */
  readonly name: string;
  /** What the offer's `draft` made in the bot. */
  readonly draft: unknown;
  readonly look?: { readonly size?: "small" };
}

/** Something that the viewer owes: its key among what the feature lists, and its title. */
export interface WaitingActProps {
  readonly teamId: string;
  readonly itemKey: string;
  readonly title: string;
}

/**
 * Which of the feature's paths acts change. `:name` stands for one part of a path; what lies below a path goes with it. A
 * path that is not named is asked for at once after every act.
 */
export interface Invalidates {
  /** Lists that a job of the server's changes a moment after an act: asked for then. */
  readonly lists?: readonly string[];
  /** Pages of one thing: changed by acts whose data has the same value under the params' names (`:team` aside). */
  readonly things?: readonly string[];
}

/** The features put together: each part as one component, in order. */
export interface Features {
  readonly pages: ReadonlyMap<string, Part<Readonly<Record<string, string>>> & Pick<DeclaredPage, "params">>;
  readonly teamSections: readonly (Part<TeamSectionProps> &
    Pick<TeamSection, "column" | "isLeadersOwn" | "isViewersOwn">)[];
  readonly mySections: readonly (Part<MySectionProps> & Pick<MySection, "column" | "waitsFor" | "needsTeam">)[];
  readonly panelSections: readonly Part<PanelSectionProps>[];
  readonly acts: readonly (Part<ActProps> & Pick<Act, "offeredOn">)[];
  readonly offerForms: readonly Part<OfferProps>[];
  readonly teamMenu: readonly Part<TeamMenuProps>[];
  readonly myLinks: readonly Part<object>[];
  /** By the name of the feature. */
  readonly waitingActs: ReadonlyMap<string, Part<WaitingActProps>>;
  /** The features of which a section of the team's page shows what the viewer owes. */
  readonly showWaitingInTeam: ReadonlySet<string>;
  readonly invalidates: Required<Invalidates>;
}

export interface Part<P> {
  readonly key: string;
  readonly isLazy: boolean;
  readonly Component: ComponentType<P>;
  /** Fetches it before it is shown; an eager one is here. */
  fetch(): Promise<unknown>;
}

/** Fetches parts ahead. One that does not come says so when it is shown. */
export const fetchAll = async (parts: readonly Pick<Part<object>, "fetch">[]): Promise<void> => {
  await Promise.allSettled(parts.map(({ fetch }) => fetch()));
};

/** Of no features, so that a part can be shown without a router. */
export const FeaturesContext = createContext<Features>({
  pages: new Map(),
  teamSections: [],
  mySections: [],
  panelSections: [],
  acts: [],
  offerForms: [],
  teamMenu: [],
  myLinks: [],
  waitingActs: new Map(),
  showWaitingInTeam: new Set(),
  invalidates: { lists: [], things: [] },
});
