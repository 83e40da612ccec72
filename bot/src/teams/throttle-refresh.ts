import { z } from "zod";
import { readDocument } from "../core/document.ts";
import type { DocumentStore } from "../core/document-store.ts";
import { replaceOrCreate, tryWrite } from "../core/try-write.ts";

/** Stored as `conv|<conversation>`/`turn` for a minute: when any instance last updated a card of the conversation. */
const Turn = z.object({ schema: z.literal(1).default(1), at: z.number() });

const RETENTION_S = 60;
/** Another instance has just claimed the slot: the next read sees its write. */
const SOON_MS = 50;

/**
 * Claims the conversation's next slot for a card update, so that all instances together stay within the rate that Teams
 * allows one bot.
 *
 * @returns 0 when the slot is claimed, else milliseconds until it may be free
 */
export async function throttleRefresh(
  store: DocumentStore,
  { conversationId, paceMs, now }: { readonly conversationId: string; readonly paceMs: number; readonly now: number },
): Promise<number> {
  const pk = `conv|${conversationId}`;
  const item = await store.get(pk, "turn");
  const wait = item ? readDocument(Turn, item).data.at + paceMs - now : 0;
  // A longer wait comes from a clock that is ahead on another instance, and must not block this conversation.
  if (wait > 0 && wait <= 2 * paceMs) {
    return wait;
  }
  const data = { schema: 1, at: now };
  const isMine = await tryWrite(store, pk, [replaceOrCreate(item, { id: "turn", data, ttl: RETENTION_S })]);
  return isMine ? 0 : SOON_MS;
}
