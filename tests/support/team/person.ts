import type { fakeTeams, SentActivity } from "../fake-teams.ts";
import { activityIn, extensionContext, type MessageAbout, type Room, withMentions } from "./activities.ts";
import { type Answer, asJson, type InvokeRecord } from "./answers.ts";

/** The ways from a person to Gnista. */
export interface Doors {
  readonly room: Room;
  readonly teams: Awaited<ReturnType<typeof fakeTeams>>;
  readonly teamId: string;
  urlOf(instance: number): string;
  tokenFor(who: string): Promise<string>;
  sends(activity: unknown, headers?: Readonly<Record<string, string>>, to?: number): Promise<Answer>;
  /** Notes what somebody was answered. */
  hears(answer: InvokeRecord): void;
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
  readonly about?: MessageAbout;
}

export interface Said {
  readonly status: number;
  readonly id: string;
  /** What was sent in the turn, cards in `attachments[0].content`. */
  readonly replies: readonly (SentActivity & { readonly id: string })[];
}

/** What somebody can do in Teams and in the tab, at one of the servers. */
export function personIn(doors: Doors, who: string, instance: number) {
  const { room, teams, sends } = doors;
  const person = {
    async says(words: string, options: SayOptions = {}): Promise<Said> {
      const { inPersonalChat = false, times = 1 } = options;
      const base = activityIn(room, who, { isPersonal: inPersonalChat, locale: options.locale });
      const id = options.activityId ?? base.id;
      const said = withMentions(words, !inPersonalChat);
      const conversation =
        room.kind === "team" && !inPersonalChat
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
          ...activityIn(room, who, { isPersonal: options.in === "personal", locale: options.locale }),
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
        ...activityIn(room, who, { isPersonal: options.in === "personal", locale: options.locale }),
        type: "invoke",
        name: "composeExtension/fetchTask",
        value: { commandId, ...extensionContext(options.about) },
        ...options.activity,
      });
    },

    async submits(commandId: string, data: unknown, options: OpenOptions = {}): Promise<Answer> {
      return sends({
        ...activityIn(room, who, { isPersonal: options.in === "personal", locale: options.locale }),
        type: "invoke",
        name: "composeExtension/submitAction",
        value: { commandId, ...extensionContext(options.about), data },
        ...options.activity,
      });
    },

    /** Where the tab asks, and with what: for whoever reads the answer by themselves. */
    async asksAt(path: string): Promise<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }> {
      const token = await doors.tokenFor(who);
      return {
        url: `${doors.urlOf(instance)}/api${path.replace(/\/:team(?=\/)/, `/${encodeURIComponent(doors.teamId)}`)}`,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      };
    },

    /** Acts from the tab, by the same verbs. */
    async acts(verb: string, data: object): Promise<{ status: number; body: unknown; headers: Headers }> {
      return person.asks("/acts", { method: "POST", body: JSON.stringify({ verb, data }) });
    },

    /** Asks as the tab does, with a real token: `asks("/teams/19:team@thread.tacv2/overview")`. */
    async asks(path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown; headers: Headers }> {
      const { url, headers } = await person.asksAt(path);
      const response = await fetch(url, { ...init, headers: { ...headers, ...init.headers } });
      // `text()` would take away the mark that a file begins with.
      const body = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
      doors.hears({ who, body });
      return {
        status: response.status,
        body: asJson(body),
        headers: response.headers,
      };
    },
  };
  return person;
}
