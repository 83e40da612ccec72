import { createParser } from "eventsource-parser";

/** The server sends a heartbeat every 20 seconds; a connection that is silent for this long is dead. */
const SILENCE_MS = 50_000;

export interface Watch {
  anything(): void;
  end(): void;
}

/** Calls back after too long a silence, counted from the request. */
export function watch(onSilence: () => void): Watch {
  let silence = setTimeout(onSilence, SILENCE_MS);
  return {
    anything() {
      clearTimeout(silence);
      silence = setTimeout(onSilence, SILENCE_MS);
    },
    end: () => clearTimeout(silence),
  };
}

/** What the server tells a page (`bot/src/http/live/sse-connection.ts`). */
export type StreamEvent =
  | { readonly kind: "view"; readonly id: string | undefined; readonly data: string }
  /** The server ends this stream, because the person opened another page. */
  | { readonly kind: "replaced" }
  /** The page must not connect again before `afterMs`. */
  | { readonly kind: "retry"; readonly afterMs: number };

/**
 * Reads server-sent events from the body of a response. Calls `onBytes` for every chunk, also for comments, which only
 * show that the connection is alive.
 */
export async function* eventsIn(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onBytes: () => void,
): AsyncGenerator<StreamEvent> {
  const parsed: StreamEvent[] = [];
  const parser = createParser({
    onEvent({ event, id, data }) {
      if (event === undefined) {
        parsed.push({ kind: "view", id, data });
      } else if (event === "replaced") {
        parsed.push({ kind: "replaced" });
      }
    },
    onRetry: (afterMs) => parsed.push({ kind: "retry", afterMs }),
  });
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    onBytes();
    parser.feed(part.value);
    yield* parsed.splice(0);
  }
}
