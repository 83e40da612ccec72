import { type ComponentType, createContext, type ReactNode } from "react";
import type { Overview } from "#bot/features/pulse/api.ts";
import type { Load } from "./lazy.ts";
import type { TeamTime } from "./team-time.ts";

/**
 * What a feature shows in the tab, declared as data: keys, order and loaders, no texts. Routes, pages and invalidation
 * are derived from the list of features (`features/index.ts`), so no page names a feature.
 */
export interface TabFeature {
  /** The name of the folder in `bot/src/features`. */
  readonly name: string;
  readonly pages?: readonly DeclaredPage[];
  readonly teamSections?: readonly TeamSection[];
  readonly mySections?: readonly MySection[];
  readonly panelSections?: readonly (Placed & Shown<PanelSectionProps>)[];
  /** Acts that several pages offer. */
  readonly acts?: readonly Act[];
  /** The forms of what it offers on others' things (`offers` in `bot/src/features`), by the offer's key. */
  readonly offerForms?: readonly OfferForm[];
  /** Menu items of the team's page. */
  readonly teamMenu?: readonly (Placed & Lazy<TeamMenuProps>)[];
  /** Buttons at the top of the personal page. */
  readonly myLinks?: readonly (Placed & Lazy<object>)[];
  /** What can be done at once about something that the viewer owes by this feature (`waiting` of the bot's feature). */
  readonly waitingAct?: Shown<WaitingActProps>;
  readonly invalidates?: Invalidates;
}

/** Position among the others, lowest first; then by the features' names. */
export interface Placed {
  readonly key: string;
  readonly order: number;
}

/** Part of the first chunk: for what is in view when the tab opens. */
export interface Eager<P> {
  readonly eager: ComponentType<P>;
}

/** Fetched when it is first shown. */
export interface Lazy<P> {
  readonly lazy: Load<P>;
}

export type Shown<P> = Eager<P> | Lazy<P>;

/**
 * A page of its own, opened by `go({ page: key, ...params })`. A page that takes `teamId` and one more parameter is opened
 * by links as well: by `<key>:<id>@<team>` (`pages` of the bot's feature).
 */
export interface DeclaredPage {
  readonly key: string;
  readonly params: readonly string[];
  readonly lazy: Load<Readonly<Record<string, string>>>;
}

/** Declares a page. It receives its params and is shown only by routes that have them all. */
export const declaredPage = <K extends string = never>(
  key: string,
  params: readonly K[],
  lazy: Load<Readonly<Record<K, string>>>,
): DeclaredPage => ({ key, params, lazy: lazy as DeclaredPage["lazy"] });

/** The first of two columns holds the more important sections. */
export type Column = "first" | "second";

export type TeamSection = Placed &
  Shown<TeamSectionProps> & {
    readonly column: Column;
    /** For a leader only, and only in the personal app: a screen in a team is often shared. */
    readonly isLeadersOwn?: boolean;
    /** Shown only in the personal app, where nobody else sees the screen as the team's. */
    readonly isViewersOwn?: boolean;
    /** It shows what the viewer owes by this feature, so that the list over all features leaves it out on this page. */
    readonly showsWaiting?: boolean;
  };

/** The page's own response and the team's time. A section fetches what else it shows. */
export interface TeamSectionProps {
  readonly teamId: string;
  readonly overview: Overview;
  readonly teamTime: TeamTime;
}

/**
 * What a feature shows of itself in the page's one response. `T` is the type of that part in the feature's own `api.ts`, which
 * its tests on the server parse; the schemas are not part of the first page.
 */
export const timelineOf = <T extends object>(overview: Overview): T => overview as Overview & T;

export type MySection = Placed &
  Shown<MySectionProps> & {
    readonly column: Column;
    /**
     * A path that the section reads with `useResource`: the page fetches it at once and waits for it. The answer is a
     * `MyAnswer`.
     */
    readonly waitsFor?: string;
    /** Hidden from people without a team, for whom the page tells how to begin. */
    readonly needsTeam?: boolean;
  };

export interface MySectionProps {
  readonly teamTime: TeamTime;
}

/** The part of a section's response that the page reads. */
export interface MyAnswer {
  readonly now: string;
  readonly isTeamMissing: boolean;
}

export interface PanelSectionProps {
  readonly teamId: string;
  readonly meetingId: string | undefined;
  /** Rendered below; left out where the viewer can do nothing. */
  readonly children: ReactNode;
}

export interface TeamMenuProps {
  readonly teamId: string;
}

/** An act: its button comes with the page, its form is fetched on the first press. */
export interface Act extends Placed, Eager<ActProps> {
  /** On the team's page, the personal page and the panel of a meeting. */
  readonly offeredOn: readonly ActHost[];
}

export type ActHost = "team" | "mine" | "panel";

export interface ActProps {
  readonly teamId: string;
  /** Rendered above the form's fields. */
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
 * The feature's paths that acts change. `:name` matches one segment; a path includes everything below it. Paths that
 * are not listed are refetched after every act.
 */
export interface Invalidates {
  /** Lists that a job on the server updates shortly after an act: refetched with a delay. */
  readonly lists?: readonly string[];
  /**
   * Pages of one thing: refetched after acts whose data has the same values under the params' names (`:team` aside).
   */
  readonly things?: readonly string[];
}

/** The composed features: each part as one component, in order. */
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
  /** Fetches the code before it is shown; resolves at once for an eager part. */
  fetch(): Promise<unknown>;
}

/** Prefetches parts. A part that fails reports it when it is shown. */
export const fetchAll = async (parts: readonly Pick<Part<object>, "fetch">[]): Promise<void> => {
  await Promise.allSettled(parts.map(({ fetch }) => fetch()));
};

/** Empty by default, so that a part can be rendered without a router. */
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
