export interface Task {
  readonly tenantId: string;
  /** Tasks of the same lane run one after the other, in the order they came. */
  readonly key: string;
  /** Never rejects. */
  run(): Promise<void>;
}

export interface KeyedQueue {
  add(task: Task): void;
  /** How many wait for their turn, of one tenant or of all. */
  waiting(tenantId?: string): number;
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>;
  /** Drops what waits, and lets finish what runs. */
  clear(): void;
}

/**
 * Runs tasks side by side, first come first served: at most `most` at once and `mostPerTenant` of one tenant, so that a
 * busy tenant never holds up the others.
 */
export function openKeyedQueue(most: number, mostPerTenant: number): KeyedQueue {
  let queue: Task[] = [];
  const lanesInUse = new Set<string>();
  const running = counts();
  const waiting = counts();
  let waitingForIdle: (() => void)[] = [];

  const isFree = ({ tenantId, key: lane }: Task) => running.of(tenantId) < mostPerTenant && !lanesInUse.has(lane);

  function fill(): void {
    while (running.total() < most) {
      const at = queue.findIndex(isFree);
      const [next] = at === -1 ? [] : queue.splice(at, 1);
      if (!next) {
        break;
      }
      waiting.add(next.tenantId, -1);
      running.add(next.tenantId, 1);
      lanesInUse.add(next.key);
      next.run().finally(() => {
        running.add(next.tenantId, -1);
        lanesInUse.delete(next.key);
        fill();
      });
    }
    if (running.total() === 0 && queue.length === 0) {
      for (const tell of waitingForIdle) {
        tell();
      }
      waitingForIdle = [];
    }
  }

  return {
    add(task) {
      queue.push(task);
      waiting.add(task.tenantId, 1);
      fill();
    },
    waiting: (tenantId) => (tenantId === undefined ? queue.length : waiting.of(tenantId)),
    idle() {
      return new Promise((resolve) => {
        waitingForIdle.push(resolve);
        fill();
      });
    },
    clear() {
      queue = [];
      waiting.clear();
    },
  };
}

/** How many of each tenant, without keeping tenants that have none. */
function counts() {
  const byTenant = new Map<string, number>();
  let all = 0;
  return {
    of: (tenantId: string): number => byTenant.get(tenantId) ?? 0,
    total: (): number => all,
    add(tenantId: string, change: number): void {
      all += change;
      const count = (byTenant.get(tenantId) ?? 0) + change;
      if (count === 0) {
        byTenant.delete(tenantId);
      } else {
        byTenant.set(tenantId, count);
      }
    },
    clear(): void {
      byTenant.clear();
      all = 0;
    },
  };
}
