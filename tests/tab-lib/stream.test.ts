import { expect, it } from "vitest";
import { eventsIn, type StreamEvent } from "../../tab/src/lib/stream.ts";

/** The events that the tab reads from a stream that arrives in these chunks. */
async function readFrom(chunks: readonly (string | Uint8Array<ArrayBuffer>)[]): Promise<readonly StreamEvent[]> {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) {
        controller.enqueue(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
      }
      controller.close();
    },
  });
  return Array.fromAsync(eventsIn(body, () => {}));
}

it("eventsIn reads a view with its id, with any line ending", async () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    expect(await readFrom([`: open${end}${end}id: a1${end}data: {"x":1}${end}${end}`])).toEqual([
      { kind: "view", id: "a1", data: '{"x":1}' },
    ]);
  }
});

it("eventsIn reads fields without a space after the colon, and data on several lines", async () => {
  expect(await readFrom(['id:a1\ndata:{\ndata:"x":1}\n\n'])).toEqual([{ kind: "view", id: "a1", data: '{\n"x":1}' }]);
});

it("eventsIn reads an event that arrives byte by byte, including multi-byte letters", async () => {
  const bytes = new TextEncoder().encode("data: Åsa 👋\n\n");

  expect(await readFrom([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual([
    { kind: "view", id: undefined, data: "Åsa 👋" },
  ]);
});

it("eventsIn drops an event that the connection cut off", async () => {
  expect(await readFrom(["data: 1\n\ndata: 2\n"])).toEqual([{ kind: "view", id: undefined, data: "1" }]);
});

it("eventsIn reports that another page replaced this one, and how long a full server asks the page to wait", async () => {
  expect(await readFrom(["event: replaced\ndata:\n\n"])).toEqual([{ kind: "replaced" }]);
  expect(await readFrom(["event: full\nretry: 30000\ndata:\n\n"])).toEqual([{ kind: "retry", afterMs: 30_000 }]);
});

it("eventsIn ignores unknown kinds of events from a newer server", async () => {
  expect(await readFrom(["event: unheard-of\ndata: 1\n\n"])).toEqual([]);
});

it("eventsIn reports every chunk, comments included, so that silence means a dead connection", async () => {
  let chunkCount = 0;
  const body = new Response(": still here\n\n").body;

  for await (const event of eventsIn(body ?? new ReadableStream(), () => chunkCount++)) {
    throw new Error(`no event was sent, but one was read: ${event.kind}`);
  }

  expect(chunkCount).toBe(1);
});
