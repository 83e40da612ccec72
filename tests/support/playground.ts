import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, expect, vi } from "vitest";
import type { SampleName } from "#bot/core/sample.ts";
import { BOT, people, sampleTeam, TENANT } from "#bot/local/sample-team.ts";
import { type Local, startLocal } from "#bot/local/start.ts";

/** A message from Gnista in the Playground, with its current content. */
export interface BotMessage {
  readonly id: string;
  /** In a channel with `;messageid=` of its thread. */
  readonly conversationId: string;
  readonly text: string;
  readonly card: CardJson | undefined;
  /** All its contents, oldest first. */
  readonly versions: readonly string[];
}

export interface CardJson {
  readonly body: readonly object[];
  readonly actions?: readonly CardAction[];
  readonly fallbackText?: string;
}

interface CardAction {
  readonly title: string;
  readonly verb?: string;
  readonly data?: object;
}

/** Gnista's response to a click, visible to the person who clicked only. */
export interface Answered {
  readonly card?: CardJson;
  readonly text?: string;
}

export interface PlaygroundWorld {
  readonly local: Local;
  /** All messages from Gnista in the channel and in Karin's chat. */
  messages(): readonly BotMessage[];
  /** Waits for a message whose current content contains all of `words`, and returns the newest. */
  message(...words: readonly string[]): Promise<BotMessage>;
  /** The same for the personal chat of a person other than Karin. */
  messageTo(who: SampleName, ...words: readonly string[]): Promise<BotMessage>;
  as(who: SampleName): Somebody;
  /** A click as Teams would send it, by a person in the channel whom the Playground's roster cannot contain. */
  guestPresses(message: BotMessage, title: string): Promise<void>;
  now(): Date;
  /** Moves Gnista's clock, and wakes the scheduler. */
  until(at: string): void;
}

export interface Somebody {
  /** Presses a button of a card, with the values of its fields. */
  presses(message: BotMessage, title: string, fields?: object): Promise<Answered>;
  /** Opens a message extension's dialog; `sends` submits it. */
  opens(commandId: string, about?: { readonly text: string; readonly from: SampleName }): Promise<unknown>;
  sends(commandId: string, data: object): Promise<unknown>;
}

/**
 * Everything that `npm start` starts, on free ports and in its own folder, with a clock that the test moves. The
 * Playground's page is Karin's. Other people act through the Playground's own interface, which forwards their acts to
 * Gnista exactly like her clicks.
 */
export async function aPlayground(options: { readonly now: string; readonly isEmpty?: boolean }) {
  const dataFolder = mkdtempSync(join(tmpdir(), "gnista-playground-"));
  const realStart = Date.now();
  let aheadMs = Date.parse(options.now) - realStart;
  const now = () => new Date(Date.now() + aheadMs);
  const config = { port: 0, playgroundPort: 0, dataFolder, logLevel: "info", isRunByNpm: false };
  const local = await startLocal({ config, isEmpty: options.isEmpty ?? false, now });
  const stream = await listen(local.chatUrl);
  afterAll(async () => {
    stream.close();
    await local.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const services: PlaygroundWorld = {
    local,
    messages: () => [...stream.shown.values()],
    message: (...words) => waitForMessage(() => [...stream.shown.values()], words),
    async messageTo(who, ...words) {
      const message = await waitForMessage(stream.hidden, words);
      return { ...message, conversationId: stream.chats.get(people[who].userId) ?? "" };
    },
    as: (who) => somebody(local.chatUrl, who),
    async guestPresses(message, title) {
      await post(local.chatUrl, "/_internal/v1/customActivities", {
        ...activityBy(
          { id: "29:gast", aadObjectId: "5a3c1e70-0000-4000-8000-0000000000ff", name: "Gun Gäst" },
          message,
        ),
        serviceUrl: `${local.chatUrl}/_connector`,
        value: { action: actionOf(message, title), trigger: "manual" },
      });
    },
    now,
    until(at) {
      aheadMs = Date.parse(at) - Date.now();
      local.gnista.scheduler.wake(now());
    },
  };
  return services;
}

async function waitForMessage(messages: () => readonly BotMessage[], words: readonly string[]): Promise<BotMessage> {
  const says = ({ card, text }: BotMessage) => {
    const shownText = `${text} ${JSON.stringify(card ?? "")}`;
    return words.every((word) => shownText.includes(word));
  };
  return vi.waitFor(
    () => {
      const message = messages().findLast(says);
      expect(message, `a message that says ${words.join(", ")}`).toBeDefined();
      return message as BotMessage;
    },
    { timeout: 15_000 },
  );
}

function somebody(url: string, who: SampleName): Somebody {
  const from = { id: people[who].userId };
  const invoke = (name: string, conversationId: string, value: object, replyToId?: string) =>
    post(url, "/_conversation/v1/invoke", { name, value, from, conversation: { id: conversationId }, replyToId });
  const extension = (name: string, value: object) => invoke(name, sampleTeam.conversationId, value);
  return {
    async presses(message, title, fields = {}) {
      const action = actionOf(message, title, fields);
      const raw = await invoke("adaptiveCard/action", message.conversationId, { action }, message.id);
      return parseAnswer(raw);
    },
    opens: (commandId, about) =>
      extension("composeExtension/fetchTask", { commandId, ...(about ? messagePayload(about) : {}) }),
    sends: (commandId, data) => extension("composeExtension/submitAction", { commandId, data }),
  };
}

function actionOf(message: BotMessage, title: string, fields: object = {}) {
  const found = buttonsOf(message.card).find((button) => button.title === title);
  if (!found) {
    const titles = buttonsOf(message.card).map((button) => button.title);
    throw new Error(`no button "${title}" among ${titles.join(", ")}`);
  }
  return { type: "Action.Execute", verb: found.verb, data: { ...found.data, ...fields } };
}

/** All buttons of a card, at any depth. */
function buttonsOf(card: unknown): readonly CardAction[] {
  const found: CardAction[] = [];
  JSON.stringify(card, (key, value: unknown) => {
    if (key === "actions" && Array.isArray(value)) {
      found.push(...(value as CardAction[]));
    }
    return value;
  });
  return found;
}

const messagePayload = ({ text, from }: { text: string; from: SampleName }) => ({
  commandContext: "message",
  messagePayload: {
    id: "1",
    body: { contentType: "html", content: `<p>${text}</p>` },
    from: { user: { userIdentityType: "aadUser", id: people[from].id, displayName: people[from].name } },
  },
});

const activityBy = (from: object, { id, conversationId }: BotMessage) => ({
  type: "invoke",
  name: "adaptiveCard/action",
  id: crypto.randomUUID(),
  channelId: "msteams",
  from,
  recipient: BOT,
  conversation: { id: conversationId, conversationType: "channel", isGroup: true, tenantId: TENANT },
  channelData: { tenant: { id: TENANT }, team: { id: sampleTeam.id } },
  replyToId: id,
});

async function post(url: string, path: string, body: object): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) });
  const text = await response.text();
  expect(response.status, text).toBeLessThan(300);
  return text === "" ? undefined : JSON.parse(text);
}

function parseAnswer(raw: unknown): Answered {
  const { type, value } = bodyOf(raw);
  if (type === "application/vnd.microsoft.card.adaptive") {
    return { card: value as CardJson };
  }
  const text = typeof value === "string" ? value : (value as { message?: string } | undefined)?.message;
  return text === undefined ? {} : { text: text };
}

/** Unwraps a bot's response, which the Playground wraps. */
function bodyOf(raw: unknown): { type?: string; value?: unknown } {
  const { body, type, value } = (raw ?? {}) as { body?: object; type?: string; value?: unknown };
  return body ? bodyOf(body) : { ...(type === undefined ? {} : { type }), value };
}

/**
 * Reads the Playground's stream to its page, and its log's stream, the only one with chats other than Karin's. Both
 * streams begin with everything sent before the connection.
 */
async function listen(url: string) {
  const shown = new Map<string, BotMessage>();
  const logged = new Map<string, BotMessage>();
  const chats = new Map<string, string>();
  const sockets = await Promise.all([
    hear<Told>(`${url}/_ws_conversation/v1/conversations/stream`, ({ actionConversationId = "", message }) => {
      if (message) {
        const conversationId = message.postConversationId ?? actionConversationId;
        note(shown, message.messageId, message, conversationId);
      }
    }),
    hear<Logged>(`${url}/_ws/log/stream`, ({ log }) => {
      const { activityName, messageId, request, response, type } = log ?? {};
      if (type !== "bot" || messageId === undefined || (response?.statusCode ?? 500) >= 300) {
        return;
      }
      for (const { id } of activityName === "createConversation" ? (request?.body?.members ?? []) : []) {
        chats.set(id, messageId);
      }
      if (activityName === "message") {
        note(logged, messageId, request?.body ?? {}, "");
      }
    }),
  ]);
  return {
    shown,
    /** Messages in chats other than Karin's. */
    hidden: () => [...logged.values()].filter(({ id }) => !shown.has(id)),
    chats,
    close: () => sockets.forEach((socket) => void socket.close()),
  };
}

function note(known: Map<string, BotMessage>, id: string, said: Said, conversationId: string): void {
  const before = known.get(id);
  const card = said.attachments?.[0]?.content;
  const text = said.text ?? "";
  known.set(id, {
    id,
    conversationId: before?.conversationId ?? conversationId,
    text,
    card,
    versions: [...(before?.versions ?? []), JSON.stringify(card ?? text)],
  });
}

async function hear<T>(url: string, told: (said: T) => void): Promise<WebSocket> {
  const socket = new WebSocket(url.replace("http", "ws"));
  socket.onmessage = ({ data }) => told(JSON.parse(String(data)) as T);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  return socket;
}

interface Said {
  readonly text?: string;
  readonly attachments?: readonly { readonly content: CardJson }[];
}

interface Told {
  readonly actionConversationId?: string;
  readonly message?: Said & { readonly messageId: string; readonly postConversationId?: string };
}

interface Logged {
  readonly log?: {
    readonly type?: string;
    readonly activityName?: string;
    readonly messageId?: string;
    readonly request?: { readonly body?: Said & { readonly members?: readonly { readonly id: string }[] } };
    readonly response?: { readonly statusCode?: number };
  };
}

export interface Chat {
  goes(to: "channel" | "personal"): Promise<void>;
  /** Writes a new post in the channel, or a message in the personal chat. */
  says(words: string, options?: { readonly mentionsGnista?: boolean }): Promise<void>;
  /** The card on the page that contains all of `words`. */
  card(...words: readonly string[]): Locator;
  /** Fills in a kudos form, in the chat or in a dialog. */
  fills(form: Locator, name: string, words: string): Promise<void>;
}

/** The Playground's page, used as a person does. */
export async function openChat(page: Page, url: string): Promise<Chat> {
  await page.goto(url);
  let isInChannel = false;
  return {
    async goes(to) {
      isInChannel = to === "channel";
      await page.getByRole("treeitem", { name: isInChannel ? sampleTeam.name : "Personal Chat" }).click();
      await composeBox(page, isInChannel).waitFor();
    },
    async says(words, { mentionsGnista = false } = {}) {
      const box = composeBox(page, isInChannel);
      await box.click();
      if (mentionsGnista) {
        await box.pressSequentially("@");
        await page.getByRole("menuitem", { name: BOT.name }).first().click();
        await box.pressSequentially(" ");
      }
      await box.pressSequentially(words);
      const send = isInChannel
        ? page.getByRole("button", { name: "Post" }).first()
        : page.getByRole("button", { name: "Send Message" }).last();
      await send.click();
    },
    card: (...words) =>
      words.reduce((found, word) => found.filter({ hasText: word }), page.locator(".ac-adaptiveCard")),
    async fills(form, name, words) {
      await form.getByRole("combobox").first().click();
      // The list opens outside the form's card.
      await page.getByRole("menuitemcheckbox", { name }).click();
      await page.keyboard.press("Escape");
      await form.getByRole("textbox", { name: "Dina ord" }).fill(words);
    },
  };
}

/** In a channel the box for a new post is the first text box, in a chat the last. */
const composeBox = (page: Page, isInChannel: boolean): Locator =>
  isInChannel ? page.getByRole("textbox").first() : page.getByRole("textbox").last();
