export interface Task {
  readonly tenantId: string;
  /** Tasks of the same lane run one after the other, in the order they came. */
  readonly lane: string;
  /** Never rejects. */
  run(): Promise<void>;
}

export interface Lanes {
  add(task: Task): void;
  /** How many wait for their turn. */
  waiting(): number;
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>;
  /** Drops what waits, and lets finish what runs. */
  clear(): void;
}

/**
 * Runs tasks side by side, first come first served: at most `most` at once and `mostPerTenant` of one tenant, so that a
 * busy tenant never holds up the others.
 */
export function openLanes(most: number, mostPerTenant: number): Lanes {
  let queue: Task[] = [];
  const running = new Set<Task>();
  let waitingForIdle: (() => void)[] = [];

  const isFree = (task: Task) => {
    const all = [...running];
    return (
      all.filter(({ tenantId }) => tenantId === task.tenantId).length < mostPerTenant &&
      !all.some(({ lane }) => lane === task.lane)
    );
  };

  function fill(): void {
    while (running.size < most) {
      const next = queue.find(isFree);
      if (!next) {
        break;
      }
      queue.splice(queue.indexOf(next), 1);
      running.add(next);
      next.run().finally(() => {
        running.delete(next);
        fill();
      });
    }
    if (running.size === 0 && queue.length === 0) {
      for (const tell of waitingForIdle) {
        tell();
      }
      waitingForIdle = [];
    }
  }

  return {
    add(task) {
      queue.push(task);
      fill();
    },
    waiting: () => queue.length,
    idle() {
      return new Promise((resolve) => {
        waitingForIdle.push(resolve);
        fill();
      });
    },
    clear() {
      queue = [];
    },
  };
}
