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

/** A moment in a team of an earlier version: what was stored, and the cards that stood in Teams with buttons to press. */
export interface Past {
  readonly now: string;
  readonly documents: readonly PastDocument[];
  /** Of open anonymous questions, by name. */
  readonly keys: Readonly<Record<string, string>>;
  readonly cards: readonly PastCard[];
}

export interface PastDocument extends StoredDocument {
  /** Unix milliseconds. Missing where it is kept forever, and in recordings of cards. */
  readonly expires?: number;
}

export interface PastCard {
  /** Who sees it: the members for what was posted in the channel, else one of them. */
  readonly seenBy: readonly string[];
  readonly isPrivate: boolean;
  readonly card: unknown;
  readonly presses: readonly Press[];
}

/** What came of pressing a button when the card was new. */
export interface Press {
  readonly who: string;
  readonly title: string;
  readonly verb: string;
  readonly outcome: Outcome;
}

/** `refused` is in words that say what to do next; what is `broken` nobody can do anything about. */
export type Outcome = "acts" | "refused" | "broken";

/** Who presses: whoever leads and asks, and two others. */
const VIEWERS = ["anna", "bo", "cia"] as const;

const folder = resolve(import.meta.dirname, "../fixtures/cards");
const storesFolder = resolve(import.meta.dirname, "../fixtures/stores");

/** The stores that were recorded whole, by name (`fixtures/stores/README.md`). */
export function everyPastStore(): readonly (readonly [name: string, past: Past])[] {
  const files = readdirSync(storesFolder).filter((file) => file.endsWith(".json"));
  return files.map((file) => [file.replace(".json", ""), JSON.parse(readFileSync(join(storesFolder, file), "utf8"))]);
}

/** All that was recorded, of every version, by version and name. */
export function everyPast(): readonly (readonly [name: string, past: Past])[] {
  return readdirSync(folder).flatMap((version) =>
    readdirSync(join(folder, version)).map((file) => {
      const past = JSON.parse(readFileSync(join(folder, version, file), "utf8")) as Past;
      return [`${version}/${file.replace(".json", "")}`, past] as const;
    }),
  );
}

/** What lies on disk in a team that runs. */
export function stored(team: Team): Pick<Past, "documents" | "keys"> {
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

/** A team of today that finds the documents of then. `again` puts back what has been changed since, and takes away what is new. */
export async function revived(past: Pick<Past, "now" | "documents" | "keys">) {
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
  async function again(): Promise<void> {
    const kept = new Set(past.documents.map(({ pk, id }) => `${pk} ${id}`));
    const found = new Map<string, string>();
    for (const { pk, id, data } of everythingStored(file).documents) {
      if (!kept.has(`${pk} ${id}`)) {
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
  await again();
  team.seats(true);
  return { team, again, file };
}

/** Where Teams' connector was when it was recorded. */
const NOWHERE = "http://127.0.0.1:9/";

interface Button {
  readonly title: string;
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Everything on a card that calls Gnista, what clients do by themselves among it. */
export const buttonsOn = (card: unknown): readonly Button[] =>
  objectsIn(card).flatMap(({ type, title, verb, data }) => {
    const carried = (data ?? {}) as Button["data"];
    const called = verb ?? carried.verb;
    return /^Action\.(Execute|Submit)$/.test(String(type)) && typeof called === "string"
      ? [{ title: typeof title === "string" ? title : "(by itself)", verb: called, data: carried }]
      : [];
  });

/** Presses every button as everybody who sees it, each where nobody has pressed anything yet. */
export async function pressed(
  { team, again }: Awaited<ReturnType<typeof revived>>,
  now: string,
  card: Omit<PastCard, "presses">,
) {
  const presses: Press[] = [];
  const said = new Map<string, string>();
  for (const { title, verb, data } of buttonsOn(card.card)) {
    for (const who of card.seenBy) {
      await again();
      const typed = { ...typedIn(card.card, now), ...data };
      const answer = await team.as(who).clicks(verb, typed, card.isPrivate ? { in: "personal" } : {});
      presses.push({ who, title, verb, outcome: outcomeOf(answer) });
      said.set(`${who} ${title} ${verb}`, answer.error?.code ?? answer.text ?? "a card");
    }
  }
  return { presses, said };
}

/** What somebody has typed by the time that a client lets them press: what must be said is. */
function typedIn(card: unknown, now: string): Readonly<Record<string, unknown>> {
  const needed = objectsIn(card).filter(
    ({ type, isRequired }) => isRequired === true && `${type}`.startsWith("Input."),
  );
  const said = needed.map(({ id, type, choices }) => [String(id), answer(String(type), choices, now)]);
  return { ...Object.fromEntries(said), ...filledIn(card) };
}

function answer(type: string, choices: unknown, now: string): string {
  const [first] = Array.isArray(choices) ? choices : [];
  const inAWeek = new Date(Date.parse(now) + 7 * 24 * 3600_000).toISOString().slice(0, 10);
  return type === "Input.Date" ? inAWeek : String((first as { value?: unknown } | undefined)?.value ?? "Några ord");
}

/** No words help whoever reads these. */
const BROKEN = new Set(["UNKNOWN_ACTION", "MALFORMED", "SOMETHING_BROKE", "BUSY_TRY_AGAIN"]);

function outcomeOf({ status, error }: Answer): Outcome {
  if (status !== 200 || (error && BROKEN.has(error.code))) {
    return "broken";
  }
  return error ? "refused" : "acts";
}

/** Cards with buttons that stand in Teams, or stood there: a client may still show an earlier version. */
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
