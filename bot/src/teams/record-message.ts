import type { CommandInput } from "../core/command.ts";
import type { Context } from "../core/context.ts";
import type { DocumentStore } from "../core/document-store.ts";
import { digest, mintIdempotencyToken } from "../core/idempotency-token.ts";
import { tryWrite } from "../core/try-write.ts";
import { fieldsOf, stringOf } from "./fields.ts";
import type { MessageText } from "./message-text.ts";
import type { Origin } from "./origin.ts";

const PARTITION = "said";
const A_DAY_S = 24 * 3600;
/**
 * Teams may repeat a message under a new id after waiting some 15 s for an answer, and a person may mean the same words
 * twice. Within this time the two look the same, so the command learns that it may be a repetition.
 */
const SAME_TEXT_S = 30;

/** A delivery of a message, in its first or an edited version. */
export interface Delivery {
  readonly words: MessageText;
  readonly isEdited: boolean;
  /** The first name of the command that it calls. */
  readonly command: string | undefined;
}

/** The idempotency tokens that all deliveries of a message share. */
export type MessageTokens = Pick<CommandInput, "nonce" | "repeats">;

export interface RecordedMessage extends MessageTokens {
  readonly isFirst: boolean;
}

/** What is known about the record so far, for callers that catch an error. */
export interface RecordProgress {
  isFirst?: boolean;
  forget?: () => Promise<void>;
}

/**
 * Records the message by its id and by its text. One message calls one command: an edited version counts if no
 * earlier one called a command. The same words soon after under another id count as a repetition. Undefined when the
 * delivery is to be ignored.
 */
export async function recordMessage(
  ctx: Context,
  origin: Origin,
  delivery: Delivery,
  progress: RecordProgress,
): Promise<RecordedMessage | undefined> {
  const nonce = mintIdempotencyToken(ctx.now);
  const message = digest(origin.conversationId, origin.activityId ?? nonce);
  const byText = `text|${digest(origin.conversationId, ctx.actor.id, delivery.words.text)}`;
  const chooseVersion = () => (delivery.isEdited ? versionOfEdit(ctx, origin, message, delivery) : "id");
  const record = (version: Version) =>
    writeRecord(ctx.store, [`${version}|${message}`, byText], nonce, delivery, progress);

  const version = await chooseVersion();
  const recorded = version && (await record(version));
  // The first version was recorded in between.
  const versionNow = recorded?.isFirst === false ? await chooseVersion() : version;
  return versionNow === version ? recorded : versionNow && record(versionNow);
}

type Version = "id" | "edit";

async function writeRecord(
  store: DocumentStore,
  ids: readonly [string, string],
  nonce: string,
  { isEdited, command }: Delivery,
  progress: RecordProgress,
): Promise<RecordedMessage | undefined> {
  const [byId, byText] = ids;
  const data = { schema: 1, nonce, isUnderstood: command !== undefined, isEdited, ...(command ? { command } : {}) };
  progress.forget = () => forget(store, ids);
  const isNew = await tryWrite(store, PARTITION, [
    { kind: "create", id: byId, data, ttl: A_DAY_S },
    { kind: "create", id: byText, data, ttl: SAME_TEXT_S },
  ]);
  const first = isNew ? undefined : ((await find(store, byId)) ?? (await recordRepeat(store, ids, data, progress)));
  progress.isFirst = first === undefined || first.isRepeat === true;
  return first?.command === undefined || first.command === command
    ? { nonce: first?.nonce ?? nonce, repeats: first?.repeats, isFirst: progress.isFirst }
    : undefined;
}

/** Records words that were sent shortly before under another id. */
async function recordRepeat(
  store: DocumentStore,
  [byId, byText]: readonly [string, string],
  record: {
    readonly nonce: string;
    readonly isUnderstood: boolean;
    readonly isEdited: boolean;
    readonly command?: string;
  },
  progress: RecordProgress,
) {
  const repeats = (await find(store, byText))?.nonce;
  const data = { ...record, ...(repeats === undefined ? {} : { repeats }) };
  if (!(await tryWrite(store, PARTITION, [{ kind: "create", id: byId, data, ttl: A_DAY_S }]))) {
    return find(store, byId);
  }
  progress.forget = () => forget(store, [byId]);
  return { ...data, repeats, command: record.command, isRepeat: true };
}

/** The record that an edited version belongs to: the message's own, or that of its edits. Undefined for an edit to ignore. */
async function versionOfEdit(
  { store, now }: Context,
  origin: Origin,
  message: string,
  { words, command }: Delivery,
): Promise<Version | undefined> {
  const first = await find(store, `id|${message}`);
  if (!first) {
    const isAddressed = words.isToGnista || origin.kind === "personal";
    return isAddressed && mayBeUnrecorded(origin.activityId, now) ? "id" : undefined;
  }
  if (first.isUnderstood === false) {
    return command === undefined ? undefined : "edit";
  }
  // The record was written by an edit, which Teams may deliver again.
  return first.isEdited ? "id" : undefined;
}

const AN_HOUR_MS = 3_600_000;
const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * Whether a message without a record has never been recorded: the record of an older one may have expired. Teams'
 * ids of messages are the times at which they were written, in milliseconds.
 */
function mayBeUnrecorded(activityId: string | undefined, now: Date): boolean {
  const age = /^\d{13}$/.test(activityId ?? "") ? now.getTime() - Number(activityId) : Number.NaN;
  return age >= -CLOCK_SKEW_MS && age <= A_DAY_S * 1000 - AN_HOUR_MS;
}

async function find(store: DocumentStore, id: string) {
  const item = await store.get(PARTITION, id);
  const { nonce, repeats, command, isUnderstood, isEdited } = fieldsOf(item?.data);
  return (
    item && {
      nonce: stringOf(nonce),
      repeats: stringOf(repeats),
      command: stringOf(command),
      isUnderstood,
      isEdited: isEdited === true,
      isRepeat: false,
    }
  );
}

async function forget(store: DocumentStore, ids: readonly string[]): Promise<void> {
  await Promise.allSettled(ids.map((id) => store.write(PARTITION, [{ kind: "delete", id }])));
}
