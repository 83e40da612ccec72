import type { DatabaseSync } from "node:sqlite";
import { Conflict, Unavailable } from "../core/document-store.ts";

/** Limits how long one commit blocks everything else: about 10 ms of statements. */
const MAX_TOGETHER = 256;
/** Seconds of work. Further writes are rejected at once instead of waiting without end. */
const MAX_WAITING = 20_000;

export interface GroupCommit {
  /** Resolves when `work` is on disk; if it throws, only its own changes are rolled back. */
  run<T>(work: () => T): Promise<T>;
  /** Commits all waiting work immediately. */
  flush(): void;
}

/**
 * All waiting work shares one transaction and so one fsync, which is the cost of a durable write: the more callers, the
 * cheaper each.
 */
export function groupCommit(db: DatabaseSync): GroupCommit {
  const commitTogether = transactions(db);
  const waiting: Waiting[] = [];
  let isScheduled = false;

  /** Runs after the I/O phase of this event-loop iteration, so that all requests that arrived in it commit together. */
  function schedule(): void {
    if (!isScheduled) {
      isScheduled = true;
      setImmediate(() => {
        isScheduled = false;
        commitSome();
        if (waiting.length > 0) {
          schedule();
        }
      });
    }
  }

  function commitSome(): void {
    const group = waiting.splice(0, MAX_TOGETHER);
    if (group.length > 0) {
      commitTogether(group);
    }
  }

  return {
    run<T>(work: () => T) {
      if (waiting.length >= MAX_WAITING) {
        return Promise.reject(new Unavailable("too many writes are waiting"));
      }
      return new Promise<T>((resolve, reject) => {
        waiting.push({
          work() {
            const result = work();
            return () => resolve(result);
          },
          reject,
        });
        schedule();
      });
    },
    flush() {
      while (waiting.length > 0) {
        commitSome();
      }
    },
  };
}

/**
 * Commits a group in one transaction and then resolves all of its promises. Each unit of work has its own savepoint, so
 * that a conflict rolls back no other.
 */
function transactions(db: DatabaseSync): (group: readonly Waiting[]) => void {
  const sql = {
    begin: db.prepare("BEGIN IMMEDIATE"),
    commit: db.prepare("COMMIT"),
    savepoint: db.prepare("SAVEPOINT one"),
    release: db.prepare("RELEASE one"),
    undo: db.prepare("ROLLBACK TO one"),
  };

  function inSavepoint(one: Waiting): () => void {
    sql.savepoint.run();
    try {
      const answer = one.work();
      sql.release.run();
      return answer;
    } catch (error) {
      if (!(error instanceof Conflict || error instanceof TypeError)) {
        throw error;
      }
      sql.undo.run();
      sql.release.run();
      return () => one.reject(error);
    }
  }

  function abandon(group: readonly Waiting[], cause: unknown): void {
    if (db.isTransaction) {
      db.exec("ROLLBACK");
    }
    for (const one of group) {
      one.reject(new Unavailable("the store could not commit", { cause }));
    }
  }

  return (group) => {
    try {
      sql.begin.run();
      const answers = group.map(inSavepoint);
      sql.commit.run();
      for (const answer of answers) {
        answer();
      }
    } catch (cause) {
      abandon(group, cause);
    }
  };
}

interface Waiting {
  /** Does the work and returns a function that resolves its promise, to be called once it is on disk. */
  work(): () => void;
  reject(error: unknown): void;
}
