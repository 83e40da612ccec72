import type { DatabaseSync } from "node:sqlite";
import { Conflict, Unavailable } from "../core/document-store.ts";

/** Bounds how long one commit keeps everything else waiting: about 10 ms of statements. */
const MAX_TOGETHER = 256;
/** Seconds of work. Whoever comes after that is told to try again instead of waiting without end. */
const MAX_WAITING = 20_000;

export interface GroupCommit {
  /** Resolves when `work` is on disk; when it throws, only its own changes are undone. */
  run<T>(work: () => T): Promise<T>;
  /** Commits what waits, now. */
  flush(): void;
}

/**
 * Everything that waits shares one transaction and so one fsync, which is what a durable write costs: the more
 * callers, the cheaper each.
 */
export function groupCommit(db: DatabaseSync): GroupCommit {
  const commitTogether = transactions(db);
  const waiting: Waiting[] = [];
  let isScheduled = false;

  /** After the I/O of this turn of the event loop, so that all requests that came with it commit together. */
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
 * Commits a group in one transaction and then answers all of it. Each work has a savepoint of its own, so that a conflict
 * undoes nobody else's.
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
  /** Does the work and returns how to answer once it is on disk. */
  work(): () => void;
  reject(error: unknown): void;
}
