import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { InvokeRecord, Team } from "./a-team.ts";

/** A document as it lies on disk: of every tenant and partition, due work, and what has expired but is not swept yet. */
export interface StoredDocument {
  readonly pk: string;
  readonly id: string;
  /** JSON. */
  readonly data: string;
}

export interface Stored {
  readonly documents: readonly StoredDocument[];
  /** The file and its WAL as they are: what was deleted stands here for as long as the disk remembers it. */
  readonly bytes: string;
  /** Both, to look for what must be nowhere. */
  readonly text: string;
}

/** All that is on disk but the keys, read past the store that has it open: `everythingStored(team.file)`. */
export function everythingStored(file: string): Stored {
  const db = new DatabaseSync(file, { readOnly: true });
  const documents = db
    .prepare("SELECT pk, id, data FROM items ORDER BY pk, id")
    .all()
    .map(({ pk, id, data }) => ({ pk: String(pk), id: String(id), data: String(data) }));
  db.close();
  const bytes = [file, `${file}-wal`]
    .filter(existsSync)
    .map((one) => readFileSync(one).toString())
    .join("\n");
  return { documents, bytes, text: `${documents.map(written).join("\n")}\n${bytes}` };
}

/** One document as one line: where it is, and what it says. */
export const written = ({ pk, id, data }: StoredDocument): string => `${pk} ${id} ${data}`;

export interface Said {
  /** In the channel (or chat): every version of every post, also of those that were changed since. */
  readonly inChannel: readonly string[];
  /** To somebody alone, every version. */
  readonly inPrivate: readonly { readonly to: string; readonly body: string }[];
  /** What clicks, dialogs and the tab were answered with: seen by whoever asked alone. */
  readonly answers: readonly InvokeRecord[];
  readonly logs: readonly string[];
  /** All of it, to look for what must be nowhere. */
  readonly text: string;
}

/** All that left Gnista since the test began: posts and their updates, answers, log lines. */
export function everythingSaid(team: Team): Said {
  const posted = team.teams.posts.flatMap(({ conversationId, versions }) =>
    versions.map(({ activity }) => ({ conversationId, body: JSON.stringify(activity) })),
  );
  const inChannel = posted.filter(({ conversationId }) => conversationId === team.place).map(({ body }) => body);
  const inPrivate = posted
    .filter(({ conversationId }) => conversationId.startsWith("a:"))
    .map(({ conversationId, body }) => ({ to: conversationId.slice("a:".length), body }));
  const answers = team.answers();
  const logs = team.logs();
  const text = [...posted.map(({ body }) => body), ...answers.map(({ body }) => body), ...logs].join("\n");
  return { inChannel, inPrivate, answers, logs, text };
}
