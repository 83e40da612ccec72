import { expect, it, onTestFinished, vi } from "vitest";
import { anHttpEdge } from "../support/http-edge.ts";

it("/healthz answers 200 while the server runs, /readyz 503 at most a second after the store fails", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const edge = await anHttpEdge({ features: [] });
  const status = async (path: string) => (await fetch(edge.url + path)).status;

  const healthy = await status("/healthz");
  const ready = await status("/readyz");
  await edge.store.close();
  const justAfter = await status("/readyz");
  vi.advanceTimersByTime(1_001);
  const notReady = await status("/readyz");

  expect([healthy, ready, justAfter, notReady]).toEqual([200, 200, 200, 503]);
});

it("reads the store once a second for all /readyz probes together, also while the store fails", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const edge = await anHttpEdge({ features: [] });
  const probes = async () => {
    const together = await Promise.all(Array.from({ length: 20 }, () => fetch(`${edge.url}/readyz`)));
    return new Set([...together, await fetch(`${edge.url}/readyz`)].map(({ status }) => status));
  };

  const first = await probes();
  const readsAtFirst = edge.reads.length;
  vi.advanceTimersByTime(1_001);
  await probes();
  const readsLater = edge.reads.length;
  await edge.store.close();
  vi.advanceTimersByTime(1_001);
  const broken = await probes();

  expect([...first, ...broken]).toEqual([200, 503]);
  expect([readsAtFirst, readsLater, edge.reads.length]).toEqual([1, 2, 3]);
  expect(edge.logged.filter(({ event }) => event === "http.not-ready")).toHaveLength(1);
});
