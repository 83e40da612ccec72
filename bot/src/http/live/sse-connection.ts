import { createHash } from "node:crypto";
import type { Response } from "express";
import type { Eviction } from "./open-streams.ts";

/** One open page: an answer that goes on. */
export interface SseConnection {
  /** Sends what the person may see now, where it differs from what they have. Never waits. */
  show(view: unknown): void;
  /** Says that the line is alive, and ends one that has not taken anything for long. */
  beat(): void;
  /**
   * Ends the stream, at once also where the client takes nothing: it would be waited for. `why` tells the page not to come
   * back by itself ("replaced"), or not soon ("full"): many pages that come back at once would end each other for ever.
   */
  end(why?: Eviction): void;
}

/** When a page comes back to an instance that was full. */
const LATER_MS = 30_000;

/**
 * An event without a data field is not dispatched (HTML standard, section 9.2.6). `data:` without a space is read as no
 * data by tabs older than 2026-11-30, which are still open in browsers: their parser requires the space.
 */
const farewells: Readonly<Record<Eviction, string>> = {
  replaced: "event: replaced\ndata:\n\n",
  full: `event: full\nretry: ${LATER_MS}\ndata:\n\n`,
};

/** A client that takes nothing for this long is gone, whatever its network says. */
const MAX_STALL_MS = 30_000;

/**
 * Begins the answer. A slow client holds nobody up and grows nothing here: until it has taken what was sent, only the
 * newest view waits for it, and takes the place of the one before.
 *
 * An event's id is the digest of the view: `seen` is the one that the client has, so a page that comes back to what it
 * knows is sent nothing. No version of what is stored leaves the server: it would count what others do.
 */
export function openSseConnection(res: Response, seen: string | undefined): SseConnection {
  let last = seen;
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
    // Between its end and its close somebody may still act.
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
        write(farewells[why]);
      }
      stalledAt === undefined ? res.end() : res.destroy();
    },
  };
}
