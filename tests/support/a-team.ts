import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Express } from "express";
import { onTestFinished } from "vitest";
import type { Locale } from "#bot/core/context.ts";
import { type DocumentStore, forTenant } from "#bot/core/document-store.ts";
import type { Feature } from "#bot/core/feature.ts";
import type { KeyStore } from "#bot/core/key-store.ts";
import type { Links } from "#bot/core/links.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { type Gnista, startGnista } from "#bot/gnista.ts";
import type { Limits } from "#bot/http/limits.ts";
import type { LivePace } from "#bot/http/live/pace.ts";
import type { TeamSettings, Wish } from "#bot/kernel/contract.ts";
import { changeSettings, teamPartition } from "#bot/kernel/settings.ts";
import { openTokenIssuer, type TokenIssuer } from "#bot/local/token-issuer.ts";
import { openLog } from "#bot/log.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import type { BotIdentity } from "#bot/teams/adapter.ts";
import { type FakeMember, fakeTeams, type Post, type SentActivity } from "./fake-teams.ts";
import { sharedKeyPair } from "./shared-key-pair.ts";
import { type SkippingTime, skippingTime } from "./skipping-time.ts";

export const TENANT = "11111111-1111-4111-8111-111111111111";
export const TEAM = "19:team@thread.tacv2";
export const CHANNEL = "19:channel@thread.tacv2";
export const CHAT = "19:chat@thread.v2";
export const BOT = "28:00000000-0000-4000-8000-0000000000b0";

export interface TeamParts {
  readonly members?: readonly string[];
  /** What Teams shows of whom, instead of the usual name. */
  readonly names?: Readonly<Record<string, string>>;
  readonly teamName?: string;
  /** Of `members`, who is a guest. */
  readonly guests?: readonly string[];
  readonly leaders?: readonly string[];
  readonly locale?: Locale;
  readonly zone?: string;
  readonly now?: string;
  readonly kind?: "team" | "groupChat";
  readonly values?: readonly string[];
  /** Only the given features, instead of all. */
  readonly features?: readonly Feature[];
  /** Who the bot is; believed without a signature unless given. */
  readonly identity?: BotIdentity;
  /** Nobody has added Gnista yet. */
  readonly isNotInstalled?: boolean;
  /** Where documents and keys lie, instead of a folder; `openedBy` gives each instance its own connection. */
  readonly storage?: TeamStorage;
  readonly livePace?: Partial<LivePace>;
  readonly limits?: Limits;
  /** Pages that are served beside (`tab.ts`). */
  readonly pages?: (app: Express, issuer: TokenIssuer) => void;
  /** Where cards find the tab; without it none leads there. */
  readonly links?: Links;
  /** How many servers share it. */
  readonly instances?: number;
  /** Tenants that are let in besides the team's own. */
  readonly otherTenants?: readonly string[];
}

/** So that tests of pages that follow what happens need not wait as people do. */
const LIVE_PACE = { lookMs: 20, graceMs: 40, beatMs: 200, leaseMs: 3_000 };

export interface TeamStorage {
  openedBy(instance: number, now: () => Date): Promise<{ readonly store: DocumentStore; readonly keys: KeyStore }>;
}

export interface SayOptions {
  readonly inPersonalChat?: boolean;
  readonly locale?: string;
  /** Deliver it this often at once, as Teams does when an answer is slow. */
  readonly times?: number;
  /** The same id makes it the same message. */
  readonly activityId?: string;
  /** Whatever the activity shall hold otherwise. */
  readonly activity?: object;
}

export interface ClickOptions {
  readonly in?: "channel" | "personal";
  /** The message whose button it is. */
  readonly activityId?: string | undefined;
  readonly locale?: string;
  readonly activity?: object;
}

export interface OpenOptions extends ClickOptions {
  readonly about?: { readonly from: string; readonly text: string; readonly contentType?: "text" | "html" };
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly card?: unknown;
  readonly text?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

export interface Heard {
  readonly who: string;
  readonly body: string;
}

export interface Said {
  readonly status: number;
  readonly id: string;
  /** What was sent in the turn, cards in `attachments[0].content`. */
  readonly replies: readonly (SentActivity & { readonly id: string })[];
}

/**
 * A team that uses Gnista: the real composition over HTTP, on a real file, with Teams replaced at its own edge. Time
 * stands still until the test moves it, and nothing is posted until the test settles it. Disposes of itself.
 */
export async function aTeam(parts: TeamParts = {}) {
  const folder = mkdtempSync(join(tmpdir(), "gnista-team-"));
  const timing = skippingTime();
  const teams = await fakeTeams(timing.now);
  let time = new Date(parts.now ?? "2026-02-03T09:00:00+01:00");
  const now = () => time;
  const file = join(folder, "gnista.sqlite");
  const inFolder: TeamStorage = {
    openedBy: async () => ({
      store: raws[0] ?? openEmbedded({ file, now }),
      keys: keyFiles(join(folder, "keys")),
    }),
  };
  const raws: DocumentStore[] = [];
  const lines: string[] = [];
  const answers: Heard[] = [];
  const issuer = await openTokenIssuer({ tenantId: TENANT, now, keyPair: await sharedKeyPair() });
  async function begun(instance: number): Promise<Gnista> {
    const { store, keys } = await (parts.storage ?? inFolder).openedBy(instance, now);
    raws.push(store);
    return startGnista({
      store,
      keys,
      isShared: parts.storage !== undefined,
      log: openLog({ level: "trace", write: (line) => void lines.push(line) }),
      identity: parts.identity ?? "unsigned",
      tokens: { ...issuer.rules, allowedTenants: [TENANT, ...(parts.otherTenants ?? [])] },
      port: 0,
      host: "127.0.0.1",
      timing,
      runsByItself: false,
      livePace: { ...LIVE_PACE, ...parts.livePace },
      now,
      pages: (app) => parts.pages?.(app, issuer),
      ...(parts.features ? { features: parts.features } : {}),
      ...(parts.links ? { links: parts.links } : {}),
      ...(parts.limits ? { limits: parts.limits } : {}),
    });
  }
  const gnista = await begun(0);
  const all = [gnista];
  for (let instance = 1; instance < (parts.instances ?? 1); instance++) {
    all.push(await begun(instance));
  }
  const raw = raws[0] ?? never();
  onTestFinished(async () => {
    timing.end();
    await Promise.all(all.map((one) => one.stop()));
    await teams.close();
    await Promise.all(raws.map((one) => one.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  const kind = parts.kind ?? "team";
  const place = kind === "team" ? CHANNEL : CHAT;
  const teamId = kind === "team" ? TEAM : CHAT;
  let members: readonly string[] = parts.members ?? ["anna", "bo", "cia", "dan", "eva", "filip"];
  const guests = new Set(parts.guests);
  const store = forTenant(raw, TENANT);
  const locale = parts.locale ?? "sv";
  const teamName = parts.teamName ?? "Laget";
  const called = (who: string) => parts.names?.[who] ?? fullName(who);

  function seat(isBotIn = true): void {
    const inRoom = members.map((name) => memberOf(name, called(name), guests.has(name)));
    teams.room(place, inRoom, isBotIn);
    teams.room(teamId, inRoom, isBotIn);
    for (const name of members) {
      teams.room(personalChatOf(name), [memberOf(name, called(name))]);
    }
  }

  /** An activity as Teams sends it. */
  function activityOf(who: string, options: { isPersonal?: boolean; locale?: string | undefined } = {}) {
    const isPersonal = options.isPersonal ?? false;
    const conversation = isPersonal
      ? { id: personalChatOf(who), conversationType: "personal", tenantId: TENANT }
      : { id: place, conversationType: kind === "team" ? "channel" : "groupChat", isGroup: true, tenantId: TENANT };
    const inTeam = kind === "team" && !isPersonal;
    return {
      id: newId(),
      channelId: "msteams",
      serviceUrl: teams.serviceUrl,
      from: { id: userIdOf(who), aadObjectId: idOf(who), name: called(who) },
      recipient: { id: BOT, name: "Gnista" },
      conversation,
      channelData: {
        tenant: { id: TENANT },
        ...(inTeam ? { team: { id: TEAM, name: teamName }, channel: { id: CHANNEL } } : {}),
      },
      locale: options.locale ?? (locale === "sv" ? "sv-SE" : "en-GB"),
      localTimezone: "Europe/Stockholm",
    };
  }

  /** Sends anything to Gnista, as it is. */
  async function sends(activity: unknown, headers: Readonly<Record<string, string>> = {}, to = 0): Promise<Answer> {
    const response = await fetch(`${(all[to] ?? gnista).url}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(activity),
    });
    const body = await response.text();
    answers.push({ who: senderOf(activity), body });
    return { status: response.status, ...understood(body) };
  }

  const as = (who: string, instance = 0) => ({
    async says(words: string, options: SayOptions = {}): Promise<Said> {
      const { inPersonalChat = false, times = 1 } = options;
      const base = activityOf(who, { isPersonal: inPersonalChat, locale: options.locale });
      const id = options.activityId ?? base.id;
      const said = withMentions(words, !inPersonalChat);
      const conversation =
        kind === "team" && !inPersonalChat
          ? { ...base.conversation, id: `${base.conversation.id};messageid=${id}` }
          : base.conversation;
      const activity = { ...base, type: "message", id, ...said, conversation, ...options.activity };
      const before = new Set(teams.posts.map((post) => post.id));
      const answers = await Promise.all(Array.from({ length: times }, () => sends(activity)));
      const replies = teams.posts
        .filter((post) => !before.has(post.id) && post.replyToId === activity.id)
        .map((post) => ({ ...post.versions[0]?.activity, id: post.id }));
      return { status: Math.max(...answers.map(({ status }) => status)), id: activity.id, replies };
    },

    async clicks(verb: string, data: unknown, options: ClickOptions = {}): Promise<Answer> {
      return sends(
        {
          ...activityOf(who, { isPersonal: options.in === "personal", locale: options.locale }),
          type: "invoke",
          name: "adaptiveCard/action",
          ...(options.activityId === undefined ? {} : { replyToId: options.activityId }),
          value: { action: { type: "Action.Execute", verb, data }, trigger: "manual" },
          ...options.activity,
        },
        {},
        instance,
      );
    },

    async opens(commandId: string, options: OpenOptions = {}): Promise<Answer> {
      return sends({
        ...activityOf(who, { isPersonal: options.in === "personal", locale: options.locale }),
        type: "invoke",
        name: "composeExtension/fetchTask",
        value: { commandId, ...contextOf(options.about) },
        ...options.activity,
      });
    },

    async submits(commandId: string, data: unknown, options: OpenOptions = {}): Promise<Answer> {
      return sends({
        ...activityOf(who, { isPersonal: options.in === "personal", locale: options.locale }),
        type: "invoke",
        name: "composeExtension/submitAction",
        value: { commandId, ...contextOf(options.about), data },
        ...options.activity,
      });
    },

    /** Where the tab asks, and with what: for whoever reads the answer by themselves. */
    async asksAt(path: string): Promise<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }> {
      const token = await issuer.tokenFor({ id: idOf(who), name: called(who) });
      return {
        url: `${(all[instance] ?? gnista).url}/api${path.replace(/\/:team(?=\/)/, `/${encodeURIComponent(teamId)}`)}`,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      };
    },

    /** Acts from the tab, by the same verbs. */
    async acts(verb: string, data: object): Promise<{ status: number; body: unknown; headers: Headers }> {
      return as(who, instance).asks("/acts", { method: "POST", body: JSON.stringify({ verb, data }) });
    },

    /** Asks as the tab does, with a real token: `asks("/teams/19:team@thread.tacv2/overview")`. */
    async asks(path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown; headers: Headers }> {
      const { url, headers } = await as(who, instance).asksAt(path);
      const response = await fetch(url, { ...init, headers: { ...headers, ...init.headers } });
      // `text()` would take away the mark that a file begins with.
      const body = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
      answers.push({ who, body });
      return {
        status: response.status,
        body: asJson(body),
        headers: response.headers,
      };
    },
  });

  /** Waits for Teams' pace and patience are skipped meanwhile, not shortened. */
  async function skippingWaits<T>(run: () => Promise<T>): Promise<T> {
    const skipping = setInterval(() => timing.skip(), 1);
    try {
      return await run();
    } finally {
      clearInterval(skipping);
    }
  }

  /** Runs due work and redraws until nothing is left to do now. */
  const settle = (): Promise<void> =>
    skippingWaits(async () => {
      while ((await runDue()) > 0 || (await hasRedrawn())) {
        // What ran may have asked for more.
      }
    });

  /** All instances at once: what one takes, the others leave. */
  async function runDue(): Promise<number> {
    const ran = await Promise.all(all.map(({ scheduler }) => scheduler.runDue()));
    return ran.reduce((sum, count) => sum + count, 0);
  }

  async function hasRedrawn(): Promise<boolean> {
    const before = teams.calls.length;
    await Promise.all(all.map((one) => one.redrawn()));
    return teams.calls.length > before;
  }

  async function installs(who: string): Promise<void> {
    await sends({ ...activityOf(who), type: "installationUpdate", action: "add" });
    await sends({ ...activityOf(who), type: "conversationUpdate", membersAdded: [{ id: BOT }] });
  }

  async function arrange(): Promise<void> {
    const installer = members[0] ?? "anna";
    await installs(installer);
    await settle();
    if (!parts.features) {
      // The question who leads is answered, and the first card stands: tests begin after that.
      await as(installer).clicks(peopleVerbs.declineLead, { teamId }, { in: "personal" });
      await settle();
    }
    const item = await store.get<TeamSettings>(teamPartition(teamId), "team");
    const leaders = (parts.leaders ?? []).map((name) => ({ id: idOf(name), name: called(name) }));
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
    /** Teams' side: faults, rosters, and every call that was made. */
    teams,
    timing: timing as SkippingTime,
    gnista,
    teamId,
    place,
    /** A real token of somebody's, with other claims where a test says so. */
    tokenFor: (who: string, claims: Parameters<TokenIssuer["tokenFor"]>[1] = {}) =>
      issuer.tokenFor({ id: idOf(who), name: called(who) }, claims),
    /** Sets how somebody wants to be thanked. */
    async where(who: string, { wants }: { readonly wants: Wish }): Promise<void> {
      const world = gnista.jobContextFor(TENANT, randomUUID());
      const actor = { id: idOf(who), name: called(who) };
      await changeSettings({ ...world, actor, team: undefined, locale }, (settings) => ({ ...settings, wish: wants }));
    },
    now,
    /** The first server ends, and another takes its place. What the first kept in memory is gone. */
    async restarts(): Promise<void> {
      await all[0]?.stop();
      all[0] = await begun(0);
    },
    /** Moves the clock, and lets what is due then happen. */
    async at(moment: string | Date): Promise<void> {
      time = new Date(moment);
      await settle();
    },
    /** Who is in the team from now on. Teams tells Gnista, as it does. */
    async has(names: readonly string[]): Promise<void> {
      const gone = members.filter((name) => !names.includes(name)).map(memberNamed);
      const come = names.filter((name) => !members.includes(name)).map(memberNamed);
      members = names;
      seat();
      const update = { ...activityOf(names[0] ?? "anna"), type: "conversationUpdate" };
      await sends({ ...update, membersAdded: come, membersRemoved: gone });
    },
    /** Gnista is added to the team's conversation, or taken out, without a word to Gnista. */
    seats: (isBotIn: boolean) => seat(isBotIn),
    /** Everything that stands in the channel (or chat), answers in threads included, oldest first. */
    channelPosts: () => postsIn(place),
    personalPosts: (who: string) => postsIn(personalChatOf(who)),
    /** The answers in the thread that `postId` began. */
    thread: (postId: string | undefined) =>
      teams.posts.filter((post) => post.threadId === postId && postId !== undefined),
    /** Nobody can be reached there any more. */
    cannotReach(who: string): void {
      teams.room(personalChatOf(who), [memberOf(who, called(who))], false);
    },
    store: store as DocumentStore,
    /** Where the store is, for `everythingStored`. */
    file,
    /** Every answer that a click, a dialog or the tab was given, as it came over HTTP, and to whom. */
    answers: (): readonly Heard[] => answers,
    logs: (): readonly string[] => lines,
  };
}

function never(): never {
  throw new Error("no store was opened");
}

export type Team = Awaited<ReturnType<typeof aTeam>>;

const families: Readonly<Record<string, string>> = {
  anna: "Ask",
  bo: "Berg",
  cia: "Ceder",
  dan: "Dahl",
  eva: "Ek",
  filip: "Fors",
};

export const fullName = (who: string): string =>
  `${who.charAt(0).toUpperCase()}${who.slice(1)} ${families[who] ?? "Lind"}`;

/** The directory's id: the same for the same name, always. */
export function idOf(who: string): string {
  const hex = Buffer.from(who).toString("hex").padStart(12, "0").slice(-12);
  return `00000000-0000-4000-8000-${hex}`;
}

export const userIdOf = (who: string): string => `29:${who}`;
export const personalChatOf = (who: string): string => `a:${who}`;

export function memberOf(who: string, name: string, isGuest = false): FakeMember {
  return {
    id: userIdOf(who),
    name,
    objectId: idOf(who),
    userPrincipalName: isGuest ? `${who}_elsewhere.example#EXT#@contoso.example` : `${who}@contoso.example`,
    tenantId: TENANT,
    userRole: "user",
  };
}

/** `anna`, of whoever an activity comes from. */
const senderOf = (activity: unknown): string =>
  String((activity as { from?: { id?: unknown } } | undefined)?.from?.id ?? "").replace(/^29:/, "");

const memberNamed = (who: string) => ({ id: userIdOf(who), aadObjectId: idOf(who) });

let lastId = 1_600_000_000_000;
const newId = () => String(++lastId);

/** `@bo` mentions Bo, as the client writes it; in a channel Gnista is mentioned first. */
function withMentions(words: string, isBotMentioned: boolean): { text: string; entities: readonly object[] } {
  const entities: object[] = [];
  const mention = (id: string, name: string) => {
    entities.push({ type: "mention", text: `<at>${name}</at>`, mentioned: { id, name } });
    return `<at>${name}</at>`;
  };
  const start = isBotMentioned ? `${mention(BOT, "Gnista")} ` : "";
  const text = words.replace(/@(\p{Ll}+)/gu, (_, who: string) => mention(userIdOf(who), fullName(who)));
  return { text: start + text, entities };
}

function contextOf(about: OpenOptions["about"]): object {
  if (!about) {
    return { commandContext: "compose", context: { theme: "default" } };
  }
  const { from, text, contentType = "html" } = about;
  return {
    commandContext: "message",
    messagePayload: {
      id: newId(),
      body: { contentType, content: contentType === "html" ? `<p>${text}</p>` : text },
      from: { user: { userIdentityType: "aadUser", id: idOf(from), displayName: fullName(from) } },
    },
  };
}

/** What a client makes of an answer. */
function understood(raw: string): Omit<Answer, "status"> {
  const body = asJson(raw) as { type?: string; value?: unknown; task?: { type?: string; value?: unknown } } | undefined;
  const { type, value, task } = body ?? {};
  if (type === "application/vnd.microsoft.card.adaptive") {
    return { body, card: value };
  }
  if (type === "application/vnd.microsoft.activity.message") {
    return { body, text: String(value) };
  }
  if (type === "application/vnd.microsoft.error") {
    const error = value as { code: string; message: string };
    return { body, error, text: error.message };
  }
  if (task?.type === "message") {
    return { body, text: String(task.value) };
  }
  const card = (task?.value as { card?: { content?: unknown } } | undefined)?.card?.content;
  return card === undefined ? { body } : { body, card };
}

function asJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw === "" ? undefined : raw;
  }
}
