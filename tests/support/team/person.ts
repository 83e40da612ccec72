import type { fakeTeams, SentActivity } from "../fake-teams.ts";
import { activityIn, extensionContext, type MessageAbout, type Room, withMentions } from "./activities.ts";
import { type Answer, asJson, type InvokeRecord } from "./invoke-response.ts";

/** What a person's requests need. */
export interface EntryPoints {
  readonly room: Room;
  readonly teams: Awaited<ReturnType<typeof fakeTeams>>;
  readonly teamId: string;
  urlOf(instance: number): string;
  tokenFor(who: string): Promise<string>;
  sends(activity: unknown, headers?: Readonly<Record<string, string>>, to?: number): Promise<Answer>;
  /** Records a response to a person. */
  hears(answer: InvokeRecord): void;
}

export interface SayOptions {
  readonly inPersonalChat?: boolean;
  /** Written to Gnista alone, in the channel or chat: nobody else sees it. */
  readonly isTargeted?: boolean;
  readonly locale?: string;
  /** The number of simultaneous deliveries; Teams repeats one when the response is slow. */
  readonly times?: number;
  /** The first message of the thread that it is written in; in a channel it begins its own without. */
  readonly inThread?: string;
  /** The same id makes it the same message. */
  readonly activityId?: string;
  /** Overrides fields of the activity. */
  readonly activity?: object;
}

export interface ClickOptions {
  readonly in?: "channel" | "personal";
  /** The message that contains the button. */
  readonly activityId?: string | undefined;
  readonly locale?: string;
  readonly activity?: object;
}

export interface OpenOptions extends ClickOptions {
  readonly about?: MessageAbout;
}

export interface SentMessage {
  readonly status: number;
  readonly id: string;
  /** The messages sent in the turn. Cards are in `attachments[0].content`. */
  readonly replies: readonly (SentActivity & { readonly id: string })[];
}

/** A person's acts in Teams and in the tab, at one of the servers. */
export function personIn(entryPoints: EntryPoints, who: string, instance: number) {
  const { room, teams, sends } = entryPoints;
  const person = {
    async says(words: string, options: SayOptions = {}): Promise<SentMessage> {
      const { inPersonalChat = false, isTargeted = false, times = 1, inThread } = options;
      const base = activityIn(room, who, { isPersonal: inPersonalChat, locale: options.locale });
      const id = options.activityId ?? base.id;
      const messageText = withMentions(words, !inPersonalChat && !isTargeted);
      if (isTargeted) {
        teams.receives(id);
      }
      const isChannel = room.kind === "team" && !inPersonalChat;
      const conversation = isChannel
        ? { ...base.conversation, id: `${base.conversation.id};messageid=${inThread ?? id}` }
        : base.conversation;
      const thread = isChannel || inThread === undefined ? {} : { thread: { id: inThread } };
      const channelData = { ...base.channelData, ...thread };
      const recipient = { ...base.recipient, ...(isTargeted ? { isTargeted } : {}) };
      const message = { ...base, type: "message", id, ...messageText, recipient, conversation, channelData };
      const activity = { ...message, ...options.activity };
      const [place] = activity.conversation.id.split(";");
      const before = new Set(teams.posts.map((post) => post.id));
      const answers = await Promise.all(Array.from({ length: times }, () => sends(activity)));
      const replies = teams.posts
        .filter((post) => !before.has(post.id) && post.conversationId === place)
        // In a chat an answer does not say what it answers.
        .filter((post) => !isChannel || isTargeted || post.replyToId === activity.id)
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

    /** The address and headers of the tab's request, for a test that reads the response itself. */
    async asksAt(path: string): Promise<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }> {
      const token = await entryPoints.tokenFor(who);
      return {
        url: `${entryPoints.urlOf(instance)}/api${path.replace(/\/:team(?=\/)/, `/${encodeURIComponent(entryPoints.teamId)}`)}`,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      };
    },

    /** Performs a verb from the tab. */
    async acts(verb: string, data: object): Promise<{ status: number; body: unknown; headers: Headers }> {
      return person.asks("/acts", { method: "POST", body: JSON.stringify({ verb, data }) });
    },

    /** Sends the tab's request with a real token: `asks("/teams/19:team@thread.tacv2/overview")`. */
    async asks(path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown; headers: Headers }> {
      const { url, headers } = await person.asksAt(path);
      const response = await fetch(url, { ...init, headers: { ...headers, ...init.headers } });
      // `text()` would drop the byte order mark at the beginning of a file.
      const body = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
      entryPoints.hears({ who, body });
      return {
        status: response.status,
        body: asJson(body),
        headers: response.headers,
      };
    },
  };
  return person;
}
