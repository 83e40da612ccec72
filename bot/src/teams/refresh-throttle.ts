import { z } from "zod";
import { read } from "../core/document.ts";
import type { DocumentStore } from "../core/document-store.ts";
import { replaceOrCreate, tryWrite } from "../core/try-write.ts";

/** Stored as `conv|<conversation>`/`turn` for a minute: when a card there was last redrawn, by whichever instance. */
const Turn = z.object({ schema: z.literal(1).default(1), at: z.number() });

const RETENTION_S = 60;
/** Somebody else has just taken it: what they wrote is read next. */
const SOON_MS = 50;

/**
 * Takes the conversation's next turn to redraw a card, so that several instances together keep the pace that Teams asks
 * of one bot.
 *
 * @returns 0 when the turn is taken, else milliseconds until it may be free
 */
export async function throttleRefresh(
  store: DocumentStore,
  { conversationId, paceMs, now }: { readonly conversationId: string; readonly paceMs: number; readonly now: number },
): Promise<number> {
  const pk = `conv|${conversationId}`;
  const item = await store.get(pk, "turn");
  const wait = item ? read(Turn, item).data.at + paceMs - now : 0;
  // More than that is no pace but a clock that runs ahead elsewhere, which must not stop this conversation.
  if (wait > 0 && wait <= 2 * paceMs) {
    return wait;
  }
  const data = { schema: 1, at: now };
  const isMine = await tryWrite(store, pk, [replaceOrCreate(item, { id: "turn", data, ttl: RETENTION_S })]);
  return isMine ? 0 : SOON_MS;
}
