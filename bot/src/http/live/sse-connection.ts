import { createHash } from "node:crypto";
import type { Response } from "express";
import type { Eviction } from "./open-streams.ts";

/** The event stream of one open page. */
export interface SseConnection {
  /** Sends the view if it differs from the last one sent. Never blocks. */
  show(view: unknown): void;
  /** Sends a heartbeat, or destroys a connection that has stalled for too long. */
  beat(): void;
  /**
   * Ends the stream, at once even if the client reads nothing: a graceful end would wait for it. `why` tells the page
   * not to reconnect by itself ("replaced"), or not soon ("full"): many pages that reconnect at once would evict each
   * other for ever.
   */
  end(why?: Eviction): void;
}

/** The reconnection delay after "full". */
const RETRY_WHEN_FULL_MS = 30_000;

/**
 * An event without a data field is not dispatched (HTML standard, section 9.2.6). Tabs older than 2026-11-30, which are
 * still open in browsers, ignore `data:` without a space: their parser requires the space.
 */
const closingEvents: Readonly<Record<Eviction, string>> = {
  replaced: "event: replaced\ndata:\n\n",
  full: `event: full\nretry: ${RETRY_WHEN_FULL_MS}\ndata:\n\n`,
};

/** A client that reads nothing for this long is gone, whatever its network reports. */
const MAX_STALL_MS = 30_000;

/**
 * Starts an event stream. A slow client delays nobody and uses no growing memory: while it has not read what was sent,
 * only the newest view waits and replaces the one before.
 *
 * An event's id is the digest of the view, and `lastEventId` is the id that the client has, so a page that reconnects
 * to an unchanged view receives nothing. No version of the stored document leaves the server: it would count the acts
 * of others.
 */
export function openSseConnection(res: Response, lastEventId: string | undefined): SseConnection {
  let last = lastEventId;
  let waiting: { readonly id: string; readonly data: string } | undefined;
  let stalledAt: number | undefined;

  res.status(200).set({
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "private, no-store, no-transform",
    "X-Accel-Buffering": "no",
  });
  res.flushHeaders();
  res.socket?.setNoDelay(true);
  write(": open\n\n");

  function write(text: string): void {
    // A write may still arrive between the end of the stream and its close.
    if (!res.writableEnded && !res.write(text)) {
      stalledAt ??= Date.now();
    }
  }

  res.on("drain", () => {
    stalledAt = undefined;
    const next = waiting;
    waiting = undefined;
    if (next && next.id !== last) {
      send(next);
    }
  });

  function send({ id, data }: NonNullable<typeof waiting>): void {
    last = id;
    write(`id: ${id}\ndata: ${data}\n\n`);
  }

  return {
    show(view) {
      const data = JSON.stringify(view);
      const event = { id: createHash("sha256").update(data).digest("base64url").slice(0, 16), data };
      if (stalledAt !== undefined) {
        waiting = event;
        return;
      }
      if (event.id !== last) {
        send(event);
      }
    },
    beat() {
      if (stalledAt === undefined) {
        write(": still here\n\n");
      } else if (Date.now() - stalledAt > MAX_STALL_MS) {
        res.destroy();
      }
    },
    end(why) {
      if (why !== undefined) {
        write(closingEvents[why]);
      }
      stalledAt === undefined ? res.end() : res.destroy();
    },
  };
}
