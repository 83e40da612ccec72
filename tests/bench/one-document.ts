import { setTimeout as sleep } from "node:timers/promises";
import { Conflict, type DocumentStore } from "#bot/core/document-store.ts";

export interface Tried {
  readonly ms: number;
  readonly retries: number;
}

/**
 * The obvious way: all votes in the poll's own document, replaced by its ETag and retried after each conflict. Gnista's
 * ballots and shards are measured against it.
 */
export async function votesInOneDocument(
  store: DocumentStore,
  votes: readonly (readonly [voter: string, choice: number])[],
): Promise<Tried> {
  await store.write("bench|one", [{ kind: "put", id: "poll", data: { votes: {} } }]);
  let retries = 0;

  async function cast(voter: string, choice: number): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const item = await store.get<{ votes: Record<string, number> }>("bench|one", "poll");
      const data = { votes: { ...item?.data.votes, [voter]: choice } };
      try {
        await store.write("bench|one", [{ kind: "replace", id: "poll", data, etag: item?.etag ?? "" }]);
        return;
      } catch (error) {
        if (!(error instanceof Conflict)) {
          throw error;
        }
        retries++;
        await sleep(Math.random() * Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt));
      }
    }
  }

  const start = performance.now();
  await everyone(votes, cast);
  return { ms: performance.now() - start, retries };
}

/** Growing pauses with full jitter, the usual advice for this design: without them it takes ten times as long. */
const FIRST_PAUSE_MS = 10;
const MAX_PAUSE_MS = 500;

/** Casts the votes of all voters concurrently, and the votes of one voter one after another. */
export async function everyone(
  votes: readonly (readonly [voter: string, choice: number])[],
  cast: (voter: string, choice: number) => Promise<unknown>,
): Promise<void> {
  const byVoter = new Map<string, number[]>();
  for (const [voter, choice] of votes) {
    byVoter.set(voter, [...(byVoter.get(voter) ?? []), choice]);
  }
  await Promise.all(
    [...byVoter].map(async ([voter, choices]) => {
      for (const choice of choices) {
        await cast(voter, choice);
      }
    }),
  );
}
