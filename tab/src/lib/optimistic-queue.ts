import type { QueryClient } from "@tanstack/react-query";
import { trustAs } from "./api.ts";

/** The expected state of `path` after an act. */
export interface OptimisticChange<T> {
  readonly path: string;
  change(now: T): T;
}

/** The pending acts of one path: the last known state of the server, and the change that each act will make. */
interface Line {
  known: unknown;
  readonly changes: ((now: unknown) => unknown)[];
  last: Promise<unknown>;
}

const lines = new Map<string, Line>();

/** True while acts on this path are pending: a server state fetched meanwhile is about to change. */
export const isInOptimisticQueue = (path: string): boolean => lines.has(path);

/*
 * TanStack Query runs mutations of one scope in turn too, but takes the whole cache entry back when one fails, and with it
 * what the acts after it show. Here each act's change is applied again to the server's data.
 */

/**
 * Runs acts on the same path one after the other, so that the last tap arrives last, also when an earlier one is
 * retried. The expected state shows at once; a failed act is removed from it, and the others stay.
 *
 * @throws as `run`
 */
export async function enqueue<T, R>(
  queries: QueryClient,
  expected: OptimisticChange<T>,
  run: () => Promise<R>,
): Promise<R> {
  const { path } = expected;
  const change = (now: unknown): unknown => expected.change(trustAs<T>(now));
  const line = lines.get(path) ?? { known: queries.getQueryData([path]), changes: [], last: Promise.resolve() };
  lines.set(path, line);
  line.changes.push(change);
  const turn = line.last.then(run);
  line.last = turn.catch(() => undefined);
  // A response that is under way does not include this act.
  await queries.cancelQueries({ queryKey: [path] });
  show(queries, path, line);
  try {
    const result = await turn;
    line.known = line.known === undefined ? undefined : change(line.known);
    return result;
  } finally {
    line.changes.splice(line.changes.indexOf(change), 1);
    show(queries, path, line);
    if (line.changes.length === 0) {
      lines.delete(path);
    }
  }
}

function show(queries: QueryClient, path: string, { known, changes }: Line): void {
  if (known !== undefined) {
    const expected = changes.reduce<unknown>((now, change) => change(now), known);
    queries.setQueryData([path], expected);
  }
}
