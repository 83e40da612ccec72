import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { onTestFinished } from "vitest";
import type { DocumentStore } from "#bot/core/document-store.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { type Answer, aTeam, personalChatOf, type Team, type TeamStorage } from "../support/a-team.ts";
import { filledIn, objectsIn } from "../support/cards.ts";
import { everythingStored, type StoredDocument } from "../support/everything.ts";

/** A recorded moment of a team in an earlier version: the stored documents, and the cards with buttons in Teams. */
export interface Past {
  readonly now: string;
  readonly documents: readonly PastDocument[];
  /** Keys of open anonymous questions, by name. */
  readonly keys: Readonly<Record<string, string>>;
  readonly cards: readonly PastCard[];
}

export interface PastDocument extends StoredDocument {
  /** Unix milliseconds. Missing when the document is kept forever, and in recordings of cards. */
  readonly expires?: number;
}

export interface PastCard {
  /** Who sees the card: the members when it was posted in the channel, else one of them. */
  readonly seenBy: readonly string[];
  readonly isPrivate: boolean;
  readonly card: unknown;
  readonly presses: readonly Press[];
}

/** The outcome of pressing a button when the card was new. */
export interface Press {
  readonly who: string;
  readonly title: string;
  readonly verb: string;
  readonly outcome: Outcome;
}

/** `refused`: the answer says what to do next. `broken`: the person can do nothing about it. */
export type Outcome = "acts" | "refused" | "broken";

/** Who presses: the one who leads and asks, and two others. */
const VIEWERS = ["anna", "bo", "cia"] as const;

const folder = resolve(import.meta.dirname, "../fixtures/cards");
const storesFolder = resolve(import.meta.dirname, "../fixtures/stores");

/** The stores that were recorded whole, by name (`fixtures/stores/README.md`). */
export function everyPastStore(): readonly (readonly [name: string, past: Past])[] {
  const files = readdirSync(storesFolder).filter((file) => file.endsWith(".json"));
  return files.map((file) => [file.replace(".json", ""), JSON.parse(readFileSync(join(storesFolder, file), "utf8"))]);
}

/** All recordings of all versions, by version and name. */
export function everyPast(): readonly (readonly [name: string, past: Past])[] {
  return readdirSync(folder).flatMap((version) =>
    readdirSync(join(folder, version)).map((file) => {
      const past = JSON.parse(readFileSync(join(folder, version, file), "utf8")) as Past;
      return [`${version}/${file.replace(".json", "")}`, past] as const;
    }),
  );
}

/** The documents and keys on disk of a running team. */
export function storedOnDisk(team: Team): Pick<Past, "documents" | "keys"> {
  const keys = join(dirname(team.file), "keys");
  return {
    documents: everythingStored(team.file)
      .documents.filter(({ pk }) => !pk.endsWith("|said"))
      .map((one) => ({ ...one, data: one.data.replaceAll(team.teams.serviceUrl, NOWHERE) })),
    keys: Object.fromEntries(
      (existsSync(keys) ? readdirSync(keys) : []).map((name) => [
        name,
        readFileSync(join(keys, name)).toString("base64"),
      ]),
    ),
  };
}

/**
 * Starts a team of the present version on the recorded documents. `again` restores the recorded documents and deletes
 * new ones.
 */
export async function startOnPast(past: Pick<Past, "now" | "documents" | "keys">) {
  const at = mkdtempSync(join(tmpdir(), "gnista-past-"));
  const file = join(at, "gnista.sqlite");
  mkdirSync(join(at, "keys"), { recursive: true });
  for (const [name, key] of Object.entries(past.keys)) {
    writeFileSync(join(at, "keys", name), Buffer.from(key, "base64"), { mode: 0o600 });
  }
  const opened: DocumentStore[] = [];
  const storage: TeamStorage = {
    async openedBy(_, now) {
      const store = openEmbedded({ file, now });
      opened.push(store);
      return { store, keys: keyFiles(join(at, "keys")) };
    },
  };
  const team = await aTeam({ now: past.now, isNotInstalled: true, storage });
  onTestFinished(() => rmSync(at, { recursive: true, force: true, maxRetries: 5 }));
  async function restore(): Promise<void> {
    const recorded = new Set(past.documents.map(({ pk, id }) => `${pk} ${id}`));
    const found = new Map<string, string>();
    for (const { pk, id, data } of everythingStored(file).documents) {
      if (!recorded.has(`${pk} ${id}`)) {
        await opened[0]?.write(pk, [{ kind: "delete", id }]);
      }
      found.set(`${pk} ${id}`, data);
    }
    for (const { pk, id, data, expires } of past.documents) {
      const document = JSON.parse(data.replaceAll(NOWHERE, team.teams.serviceUrl));
      if (found.get(`${pk} ${id}`) !== JSON.stringify(document)) {
        const ttl = expires === undefined ? {} : { ttl: Math.ceil((expires - Date.parse(past.now)) / 1000) };
        await opened[0]?.write(pk, [{ kind: "put", id, data: document, ...ttl }]);
      }
    }
  }
  await restore();
  team.seats(true);
  return { team, restore, file };
}

/** The address that replaces the Teams connector's in a recording. */
const NOWHERE = "http://127.0.0.1:9/";

interface Button {
  readonly title: string;
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Every action of a card that calls Gnista, those that clients run by themselves included. */
export const buttonsOn = (card: unknown): readonly Button[] =>
  objectsIn(card).flatMap(({ type, title, verb, data }) => {
    const carried = (data ?? {}) as Button["data"];
    const called = verb ?? carried.verb;
    return /^Action\.(Execute|Submit)$/.test(String(type)) && typeof called === "string"
      ? [{ title: typeof title === "string" ? title : "(by itself)", verb: called, data: carried }]
      : [];
  });

/** Presses every button as each person who sees it, each time on the restored documents. */
export async function pressAll(
  { team, restore }: Awaited<ReturnType<typeof startOnPast>>,
  now: string,
  card: Omit<PastCard, "presses">,
) {
  const presses: Press[] = [];
  const answers = new Map<string, string>();
  for (const { title, verb, data } of buttonsOn(card.card)) {
    for (const who of card.seenBy) {
      await restore();
      const typed = { ...typedIn(card.card, now), ...data };
      const answer = await team.as(who).clicks(verb, typed, card.isPrivate ? { in: "personal" } : {});
      presses.push({ who, title, verb, outcome: outcomeOf(answer) });
      answers.set(`${who} ${title} ${verb}`, answer.error?.code ?? answer.text ?? "a card");
    }
  }
  return { presses, answers };
}

/** What a person has typed when a client enables the button: a value for each required input. */
function typedIn(card: unknown, now: string): Readonly<Record<string, unknown>> {
  const needed = objectsIn(card).filter(
    ({ type, isRequired }) => isRequired === true && `${type}`.startsWith("Input."),
  );
  const values = needed.map(({ id, type, choices }) => [String(id), answer(String(type), choices, now)]);
  return { ...Object.fromEntries(values), ...filledIn(card) };
}

function answer(type: string, choices: unknown, now: string): string {
  const [first] = Array.isArray(choices) ? choices : [];
  const inAWeek = new Date(Date.parse(now) + 7 * 24 * 3600_000).toISOString().slice(0, 10);
  return type === "Input.Date" ? inAWeek : String((first as { value?: unknown } | undefined)?.value ?? "Några ord");
}

/** Errors after which the person can do nothing. */
const BROKEN = new Set(["UNKNOWN_ACTION", "MALFORMED", "SOMETHING_BROKE", "BUSY_TRY_AGAIN"]);

function outcomeOf({ status, error }: Answer): Outcome {
  if (status !== 200 || (error && BROKEN.has(error.code))) {
    return "broken";
  }
  return error ? "refused" : "acts";
}

/** Cards with buttons that are or were in Teams: a client may still show an earlier version of a card. */
export function cardsIn(team: Team): readonly Omit<PastCard, "presses">[] {
  const posts = team.teams.posts.flatMap(({ conversationId, versions }) => {
    const owner = VIEWERS.find((who) => conversationId === personalChatOf(who));
    const isPrivate = conversationId.startsWith("a:");
    const seenBy = isPrivate ? [owner ?? conversationId.slice("a:".length)] : VIEWERS;
    return versions.map(({ activity }) => ({ seenBy, isPrivate, card: activity.attachments?.[0]?.content }));
  });
  const answers = team.answers().map(({ who, body }) => ({ seenBy: [who], isPrivate: false, card: cardIn(body) }));
  return [...posts, ...answers].filter(({ card }) => buttonsOn(card).length > 0);
}

function cardIn(body: string): unknown {
  return objectsIn(body === "" ? undefined : JSON.parse(body)).find(({ type }) => type === "AdaptiveCard");
}
