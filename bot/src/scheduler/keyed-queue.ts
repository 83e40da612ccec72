export interface Task {
  readonly tenantId: string;
  /** Tasks with the same key run one after the other, in the order in which they were added. */
  readonly key: string;
  /** Never rejects. */
  run(): Promise<void>;
}

export interface KeyedQueue {
  add(task: Task): void;
  /** The number of waiting tasks, of one tenant or of all. */
  waiting(tenantId?: string): number;
  /** Resolves when no task runs or waits. */
  idle(): Promise<void>;
  /** Drops waiting tasks; running ones finish. */
  clear(): void;
}

/**
 * Runs tasks concurrently in the order of arrival: at most `maxRunning` at once and `maxRunningPerTenant` of one tenant, so that a
 * busy tenant does not delay the others.
 */
export function openKeyedQueue(maxRunning: number, maxRunningPerTenant: number): KeyedQueue {
  let queue: Task[] = [];
  const keysInUse = new Set<string>();
  const running = tenantCounts();
  const waiting = tenantCounts();
  let waitingForIdle: (() => void)[] = [];

  const isFree = ({ tenantId, key }: Task) => running.of(tenantId) < maxRunningPerTenant && !keysInUse.has(key);

  function fill(): void {
    while (running.total() < maxRunning) {
      const at = queue.findIndex(isFree);
      const [next] = at === -1 ? [] : queue.splice(at, 1);
      if (!next) {
        break;
      }
      waiting.add(next.tenantId, -1);
      running.add(next.tenantId, 1);
      keysInUse.add(next.key);
      next.run().finally(() => {
        running.add(next.tenantId, -1);
        keysInUse.delete(next.key);
        fill();
      });
    }
    if (running.total() === 0 && queue.length === 0) {
      for (const resolve of waitingForIdle) {
        resolve();
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

/** Counts tasks by tenant, and forgets a tenant without any. */
function tenantCounts() {
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
