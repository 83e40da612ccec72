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
const SAME_WORDS_S = 30;

/** A delivery of a message, in its first or an edited version. */
export interface Delivery {
  readonly words: MessageText;
  readonly isEdited: boolean;
  /** The first name of the command that it calls. */
  readonly command: string | undefined;
}

/** The idempotency tokens that all deliveries of a message share. */
export type Tokens = Pick<CommandInput, "nonce" | "repeats">;

export interface Heard extends Tokens {
  readonly isFirst: boolean;
}

/** How far the hearing of a message has come, for the error handling of the caller. */
export interface Hearing {
  isFirst?: boolean;
  forget?: () => Promise<void>;
}

/**
 * Records the message by its id and by its text. One message calls one command: an edited version is heard if no
 * earlier one called a command. The same words soon after under another id are heard as a repetition. Undefined when it is
 * not to be heard.
 */
export async function hearOnce(
  ctx: Context,
  origin: Origin,
  delivery: Delivery,
  hearing: Hearing,
): Promise<Heard | undefined> {
  const nonce = mintIdempotencyToken(ctx.now);
  const message = digest(origin.conversationId, origin.activityId ?? nonce);
  const byWords = `text|${digest(origin.conversationId, ctx.actor.id, delivery.words.text)}`;
  const versionOf = () => (delivery.isEdited ? versionToHear(ctx, origin, message, delivery) : "id");
  const record = (version: Version) =>
    recordOnce(ctx.store, [`${version}|${message}`, byWords], nonce, delivery, hearing);

  const version = await versionOf();
  const heard = version && (await record(version));
  // The first text came meanwhile.
  const now = heard?.isFirst === false ? await versionOf() : version;
  return now === version ? heard : now && record(now);
}

type Version = "id" | "edit";

async function recordOnce(
  store: DocumentStore,
  ids: readonly [string, string],
  nonce: string,
  { isEdited, command }: Delivery,
  hearing: Hearing,
): Promise<Heard | undefined> {
  const [byId, byWords] = ids;
  const data = { schema: 1, nonce, isUnderstood: command !== undefined, isEdited, ...(command ? { command } : {}) };
  hearing.forget = () => forget(store, ids);
  const isNew = await tryWrite(store, PARTITION, [
    { kind: "create", id: byId, data, ttl: A_DAY_S },
    { kind: "create", id: byWords, data, ttl: SAME_WORDS_S },
  ]);
  const first = isNew ? undefined : ((await find(store, byId)) ?? (await recordRepeat(store, ids, data, hearing)));
  hearing.isFirst = first === undefined || first.isRepeat === true;
  return first?.command === undefined || first.command === command
    ? { nonce: first?.nonce ?? nonce, repeats: first?.repeats, isFirst: hearing.isFirst }
    : undefined;
}

/** Records words that were sent shortly before under another id. */
async function recordRepeat(
  store: DocumentStore,
  [byId, byWords]: readonly [string, string],
  said: {
    readonly nonce: string;
    readonly isUnderstood: boolean;
    readonly isEdited: boolean;
    readonly command?: string;
  },
  hearing: Hearing,
) {
  const repeats = (await find(store, byWords))?.nonce;
  const data = { ...said, ...(repeats === undefined ? {} : { repeats }) };
  if (!(await tryWrite(store, PARTITION, [{ kind: "create", id: byId, data, ttl: A_DAY_S }]))) {
    return find(store, byId);
  }
  hearing.forget = () => forget(store, [byId]);
  return { ...data, repeats, command: said.command, isRepeat: true };
}

/** Which record an edited version is heard under: that of a message's first version, or that of its edits. */
async function versionToHear(
  { store, now }: Context,
  origin: Origin,
  message: string,
  { words, command }: Delivery,
): Promise<Version | undefined> {
  const first = await find(store, `id|${message}`);
  if (!first) {
    const isAddressed = words.isToGnista || origin.kind === "personal";
    return isAddressed && mayBeUnheard(origin.activityId, now) ? "id" : undefined;
  }
  if (first.isUnderstood === false) {
    return command === undefined ? undefined : "edit";
  }
  // Heard for the first time as an edited one, which Teams may deliver again.
  return first.isEdited ? "id" : undefined;
}

const AN_HOUR_MS = 3_600_000;
const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * Whether a message without a record was never heard: an older one may have been, and its record has expired. Teams'
 * ids of messages are the times at which they were written, in milliseconds.
 */
function mayBeUnheard(activityId: string | undefined, now: Date): boolean {
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
