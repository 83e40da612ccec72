import { randomUUID } from "node:crypto";
import type { Express } from "express";
import type { Locale } from "#bot/core/context.ts";
import { type DocumentStore, forTenant } from "#bot/core/document-store.ts";
import type { Feature } from "#bot/core/feature.ts";
import type { Links } from "#bot/core/links.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import type { Limits } from "#bot/http/limits.ts";
import type { LiveSettings } from "#bot/http/live/live-settings.ts";
import type { TeamSettings, Wish } from "#bot/kernel/contract.ts";
import { changeSettings, teamPartition } from "#bot/kernel/settings.ts";
import type { TokenIssuer } from "#bot/local/token-issuer.ts";
import type { BotIdentity } from "#bot/teams/adapter.ts";
import type { Post } from "./fake-teams.ts";
import { type ActivityOptions, activityIn, type Room } from "./team/activities.ts";
import { type Answer, type InvokeRecord, parseAnswer } from "./team/invoke-response.ts";
import { BOT, CHANNEL, CHAT, fullName, idOf, memberOf, personalChatOf, TEAM, TENANT, userIdOf } from "./team/people.ts";
import { type EntryPoints, personIn } from "./team/person.ts";
import { openServers, type TeamStorage } from "./team/servers.ts";

export type { Answer, InvokeRecord } from "./team/invoke-response.ts";
export * from "./team/people.ts";
export type { SayOptions } from "./team/person.ts";
export type { TeamStorage } from "./team/servers.ts";

export interface TeamParts {
  readonly members?: readonly string[];
  /** Display names in Teams, instead of the usual ones. */
  readonly names?: Readonly<Record<string, string>>;
  readonly teamName?: string;
  /** The guests among `members`. */
  readonly guests?: readonly string[];
  readonly leaders?: readonly string[];
  readonly locale?: Locale;
  readonly zone?: string;
  readonly now?: string;
  readonly kind?: "team" | "groupChat";
  readonly values?: readonly string[];
  /** Only these features instead of all. */
  readonly features?: readonly Feature[];
  /** The bot's identity. Without one, activities are accepted without a signature. */
  readonly identity?: BotIdentity;
  /** Gnista has not been added to the team yet. */
  readonly isNotInstalled?: boolean;
  /** Storage for documents and keys instead of a folder. `openedBy` opens a connection for each instance. */
  readonly storage?: TeamStorage;
  readonly liveSettings?: Partial<LiveSettings>;
  readonly limits?: Limits;
  /** Further pages to serve (`tab.ts`). */
  readonly pages?: (app: Express, issuer: TokenIssuer) => void;
  /** The tab's address for links in cards. Without it cards have no such links. */
  readonly links?: Links;
  /** The number of servers that share the store. */
  readonly instances?: number;
  /** Tenants that are allowed besides the team's own. */
  readonly otherTenants?: readonly string[];
}

/**
 * A team that uses Gnista: the real composition over HTTP on a real file, with Teams replaced by a fake connector. The
 * clock stands still until the test moves it, and nothing is posted until the test settles it. Closed with the test.
 */
export async function aTeam(parts: TeamParts = {}) {
  let time = new Date(parts.now ?? "2026-02-03T09:00:00+01:00");
  const now = () => time;
  const answers: InvokeRecord[] = [];
  const servers = await openServers(parts, now);
  const { gnista, teams, clock, issuer, settle, skippingWaits } = servers;

  const kind = parts.kind ?? "team";
  const place = kind === "team" ? CHANNEL : CHAT;
  const teamId = kind === "team" ? TEAM : CHAT;
  let members: readonly string[] = parts.members ?? ["anna", "bo", "cia", "dan", "eva", "filip"];
  const guests = new Set(parts.guests);
  const store = forTenant(servers.store, TENANT);
  const locale = parts.locale ?? "sv";
  const teamName = parts.teamName ?? "Laget";
  const nameOf = (who: string) => parts.names?.[who] ?? fullName(who);

  function seat(isBotIn = true): void {
    const inRoom = members.map((name) => memberOf(name, nameOf(name), guests.has(name)));
    teams.room(place, inRoom, isBotIn);
    teams.room(teamId, inRoom, isBotIn);
    for (const name of members) {
      teams.room(personalChatOf(name), [memberOf(name, nameOf(name))]);
    }
  }

  const room: Room = { kind, place, teamName, locale, serviceUrl: teams.serviceUrl, nameOf };
  /** An activity as Teams sends it. */
  const activityOf = (who: string, options: ActivityOptions = {}) => activityIn(room, who, options);

  /** Sends an activity to Gnista unchanged. */
  async function sends(activity: unknown, headers: Readonly<Record<string, string>> = {}, to = 0): Promise<Answer> {
    const response = await fetch(`${servers.urlOf(to)}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(activity),
    });
    const body = await response.text();
    answers.push({ who: senderOf(activity), body });
    return { status: response.status, ...parseAnswer(body) };
  }

  /** A real token of the person, with other claims if the test sets them. */
  const tokenFor = (who: string, claims: Parameters<TokenIssuer["tokenFor"]>[1] = {}) =>
    issuer.tokenFor({ id: idOf(who), name: nameOf(who) }, claims);
  const entryPoints: EntryPoints = {
    room,
    teams,
    teamId,
    urlOf: servers.urlOf,
    tokenFor,
    sends,
    hears: (answer) => void answers.push(answer),
  };
  const as = (who: string, instance = 0) => personIn(entryPoints, who, instance);

  async function installs(who: string): Promise<void> {
    await sends({ ...activityOf(who), type: "installationUpdate", action: "add" });
    await sends({ ...activityOf(who), type: "conversationUpdate", membersAdded: [{ id: BOT }] });
  }

  async function arrange(): Promise<void> {
    const installer = members[0] ?? "anna";
    await installs(installer);
    await settle();
    if (!parts.features) {
      // The question of who leads is answered and the first card is posted before the test begins.
      await as(installer).clicks(peopleVerbs.declineLead, { teamId }, { in: "personal" });
      await settle();
    }
    const item = await store.get<TeamSettings>(teamPartition(teamId), "team");
    const leaders = (parts.leaders ?? []).map((name) => ({ id: idOf(name), name: nameOf(name) }));
    const data: TeamSettings = {
      schema: 1,
      id: teamId,
      name: teamName,
      conversationId: place,
      kind,
      pressedWeeks: [],
      ...item?.data,
      locale,
      zone: parts.zone ?? "Europe/Stockholm",
      values: [...(parts.values ?? item?.data.values ?? [])],
      leaders: parts.leaders ? leaders : (item?.data.leaders ?? []),
    };
    await store.write(teamPartition(teamId), [{ kind: "put", id: "team", data }]);
    teams.clear();
  }

  const postsIn = (conversationId: string): readonly Post[] =>
    teams.posts.filter((post) => post.conversationId === conversationId);

  seat(!parts.isNotInstalled);
  if (!parts.isNotInstalled) {
    await arrange();
  }

  return {
    as,
    settle,
    skippingWaits,
    sends,
    installs,
    activityOf,
    /** The fake Teams: faults, rosters, and every call that it received. */
    teams,
    clock,
    gnista,
    teamId,
    place,
    tokenFor,
    /** Sets how a person wants to be thanked. */
    async where(who: string, { wants }: { readonly wants: Wish }): Promise<void> {
      const services = gnista.jobContextFor(TENANT, randomUUID());
      const actor = { id: idOf(who), name: nameOf(who) };
      await changeSettings({ ...services, actor, team: undefined, locale }, (settings) => ({
        ...settings,
        wish: wants,
      }));
    },
    now,
    /** Replaces the first server with a new one. Everything it kept in memory is lost. */
    restarts: servers.restarts,
    /** Moves the clock and runs what is due then. */
    async at(moment: string | Date): Promise<void> {
      time = new Date(moment);
      await settle();
    },
    /** Sets the members of the team, and notifies Gnista as Teams does. */
    async has(names: readonly string[]): Promise<void> {
      const removed = members.filter((name) => !names.includes(name)).map(memberNamed);
      const come = names.filter((name) => !members.includes(name)).map(memberNamed);
      members = names;
      seat();
      const update = { ...activityOf(names[0] ?? "anna"), type: "conversationUpdate" };
      await sends({ ...update, membersAdded: come, membersRemoved: removed });
    },
    /** Adds Gnista to the team's conversation or removes it, without notifying Gnista. */
    seats: (isBotIn: boolean) => seat(isBotIn),
    /** All current posts in the channel (or chat), replies in threads included, oldest first. */
    channelPosts: () => postsIn(place),
    /** Every message that the person can read: of the channel or chat, and of their chat with Gnista. */
    sees: (who: string) =>
      [...postsIn(place), ...postsIn(personalChatOf(who))].filter(
        ({ onlyTo }) => onlyTo === undefined || onlyTo === userIdOf(who),
      ),
    personalPosts: (who: string) => postsIn(personalChatOf(who)),
    /** The replies in the thread that `postId` began. */
    thread: (postId: string | undefined) =>
      teams.posts.filter((post) => post.threadId === postId && postId !== undefined),
    /** Makes the person's personal chat unreachable. */
    cannotReach(who: string): void {
      teams.room(personalChatOf(who), [memberOf(who, nameOf(who))], false);
    },
    store: store as DocumentStore,
    /** The store's file, for `everythingStored`. */
    file: servers.file,
    /** All responses to clicks, dialogs and the tab, as they came over HTTP, and who received them. */
    answers: (): readonly InvokeRecord[] => answers,
    logs: (): readonly string[] => servers.lines,
  };
}

export type Team = Awaited<ReturnType<typeof aTeam>>;

/** The sender of an activity by test name, e.g. `anna`. */
const senderOf = (activity: unknown): string =>
  String((activity as { from?: { id?: unknown } } | undefined)?.from?.id ?? "").replace(/^29:/, "");

const memberNamed = (who: string) => ({ id: userIdOf(who), aadObjectId: idOf(who) });
