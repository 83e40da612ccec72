/** The server says something every 20 seconds; a line that is silent for this long is dead, whatever the network says. */
const SILENCE_MS = 50_000;

export interface Watch {
  anything(): void;
  end(): void;
}

/** Calls back when nothing was heard for too long, from the moment on when the line is asked for. */
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

/** A view, or why the server ends the stream before its time (`bot/src/http/live/listener.ts`). */
export type StreamEvent =
  | { readonly kind: "view"; readonly id: string | undefined; readonly data: string }
  | { readonly kind: "replaced" }
  | { readonly kind: "full"; readonly retryMs: number };

/** Server-sent events; what says nothing only shows that the line is alive. */
export async function* eventsIn(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onBytes: () => void,
): AsyncGenerator<StreamEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    onBytes();
    const events = (rest + part.value).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) {
      const told = read(event);
      if (told) {
        yield told;
      }
    }
  }
}

function read(event: string): StreamEvent | undefined {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(event)?.[1];
  const data = field("data");
  if (data !== undefined) {
    return { kind: "view", id: field("id"), data };
  }
  const kind = field("event");
  if (kind === "full") {
    return { kind, retryMs: Number(field("retry") ?? 0) };
  }
  return kind === "replaced" ? { kind } : undefined;
}
