import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fullName, type InvokeRecord, idOf, type Team } from "./a-team.ts";

/** A stored document of any tenant and partition, jobs and expired but not yet purged documents included. */
export interface StoredDocument {
  readonly pk: string;
  readonly id: string;
  /** JSON. */
  readonly data: string;
}

export interface Stored {
  readonly documents: readonly StoredDocument[];
  /** The bytes of the file and its WAL. Deleted data is included until the disk space is overwritten. */
  readonly bytes: string;
  /** Documents and bytes, for searches. */
  readonly text: string;
}

/**
 * Everything on disk except the keys, read directly from the file while the store has it open:
 * `everythingStored(team.file)`.
 */
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
  return { documents, bytes, text: `${documents.map(lineOf).join("\n")}\n${bytes}` };
}

/** The document as one line: partition, id and data. */
export const lineOf = ({ pk, id, data }: StoredDocument): string => `${pk} ${id} ${data}`;

export interface VisibleTexts {
  /** Posts in the channel (or chat), in every version. */
  readonly inChannel: readonly string[];
  /** Messages in personal chats, in every version. */
  readonly inPrivate: readonly { readonly to: string; readonly body: string }[];
  /** Responses to clicks, dialogs and the tab: visible to the person who made the request only. */
  readonly answers: readonly InvokeRecord[];
  readonly logs: readonly string[];
  /** All of it, for searches. */
  readonly text: string;
}

/** Everything that Gnista has sent since the test began: all versions of posts, responses and log lines. */
export function everythingSaid(team: Team): VisibleTexts {
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

/** Matches everything that identifies the person. */
export const namesOf = (who: string): RegExp => {
  const [first, last] = fullName(who).split(" ");
  return new RegExp(`\\b(?:${first}|${last}|${idOf(who)}|29:${who}|a:${who})\\b`, "u");
};
