import type { QueryClient } from "@tanstack/react-query";
import { believe } from "./api.ts";

/** What shows at `path`, as it will be. */
export interface OptimisticChange<T> {
  readonly path: string;
  change(now: T): T;
}

/** The acts on their way to one path: what the server has as far as is known, and what each will make of it. */
interface Line {
  known: unknown;
  readonly changes: ((now: unknown) => unknown)[];
  last: Promise<unknown>;
}

const lines = new Map<string, Line>();

/** Whether acts are still on their way to this path: what the server says meanwhile is soon to be otherwise. */
export const isQueued = (path: string): boolean => lines.has(path);

/*
 * TanStack Query runs mutations of one scope in turn too, but takes the whole cache entry back when one fails, and with it
 * what the acts behind it show. Here each act's change is applied anew to what the server has.
 */

/**
 * Runs acts on the same path one after the other, so that the last tap is the last to arrive, also where the first has to
 * be sent again. What is expected shows at once; what did not arrive is taken out of it, and leaves the rest.
 *
 * @throws as `run`
 */
export async function enqueue<T, R>(
  queries: QueryClient,
  expected: OptimisticChange<T>,
  run: () => Promise<R>,
): Promise<R> {
  const { path } = expected;
  const change = (now: unknown): unknown => expected.change(believe<T>(now));
  const line = lines.get(path) ?? { known: queries.getQueryData([path]), changes: [], last: Promise.resolve() };
  lines.set(path, line);
  line.changes.push(change);
  const turn = line.last.then(run);
  line.last = turn.catch(() => undefined);
  // An answer that is under way knows nothing of this act yet.
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
