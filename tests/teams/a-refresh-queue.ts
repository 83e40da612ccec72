import type { LogFields } from "#bot/core/log.ts";
import { openCardRefreshQueue } from "#bot/teams/card-refresh-queue.ts";

interface Wait {
  readonly until: number;
  wake(): void;
}

/** A card refresh queue on a fake clock that stands still until `pass`. */
export function aRefreshQueue(run: (name: string) => Promise<void> = async () => {}) {
  let now = 0;
  let waits: Wait[] = [];
  const drawn: { name: string; at: number }[] = [];
  const events: string[] = [];
  const note = (event: string, _: LogFields = {}) => void events.push(event);
  const redraws = openCardRefreshQueue({
    async run(tenantId, job, pk, id) {
      const name = [tenantId, job, pk, id].join(" ");
      drawn.push({ name, at: now });
      await run(name);
    },
    log: { debug: note, info: note, warn: note, error: note },
    clock: {
      now: () => now,
      chance: () => 0,
      sleep: (ms) => new Promise((wake) => waits.push({ until: now + ms, wake })),
    },
  });
  const quiet = () => new Promise((resolve) => setImmediate(resolve));

  return {
    redraws,
    drawn,
    events,
    ask: (id: string, conversationId = "c", tenantId = "t") =>
      redraws.deliverFor(tenantId).redraw("polls/redraw", conversationId, "poll|1", id),
    times: () => drawn.map(({ at }) => at),
    async pass(ms: number) {
      const end = now + ms;
      await quiet();
      for (let next = earliest(waits); next && next.until <= end; next = earliest(waits)) {
        now = next.until;
        waits = waits.filter((wait) => wait !== next);
        next.wake();
        await quiet();
      }
      now = end;
      await quiet();
    },
  };
}

const earliest = (waits: readonly Wait[]) => waits.toSorted((a, b) => a.until - b.until)[0];
