import type { Query, QueryClient } from "@tanstack/react-query";
import type { Invalidates } from "./feature.ts";

/** The first part of a form's query key: a form keeps its initial data. */
export const FORM = "form";

type Which = (path: string) => boolean;

/** Marks all queries as stale, and refetches the visible ones that were changed. */
export function invalidate(queries: QueryClient, isChanged: Which): void {
  void queries.invalidateQueries({ predicate: isPage, refetchType: "none" });
  void queries.invalidateQueries({ predicate: (query) => isPage(query) && isChanged(String(query.queryKey[0])) });
}

/**
 * The paths that an act may have changed: those of its optimistic change, else all but lists and pages of other things.
 */
export function changedBy(invalidates: Required<Invalidates>, data: object, expected: string | undefined): Which {
  return (path) => {
    if (expected !== undefined) {
      return path === expected;
    }
    return !isList(invalidates, path) && invalidates.things.every((thing) => isAbout(thing, path, data));
  };
}

/**
 * Refetches the lists, and the changed paths once more, shortly after the last of several acts. One refetch per act
 * would soon exceed the server's rate limit.
 */
export function scheduleInvalidation(queries: QueryClient, invalidates: Required<Invalidates>, isChanged: Which): void {
  changed.add(isChanged);
  for (const timer of timers) {
    clearTimeout(timer);
  }
  timers = LISTS_FOLLOW_MS.map((delay) =>
    setTimeout(() => {
      const those = [...changed];
      invalidate(queries, (path) => isList(invalidates, path) || those.some((is) => is(path)));
      if (delay === LISTS_FOLLOW_MS.at(-1)) {
        changed.clear();
      }
    }, delay),
  );
}

const changed = new Set<Which>();
let timers: readonly ReturnType<typeof setTimeout>[] = [];

/** A job on the server updates lists shortly after an act: an immediate refetch would return old data. */
const LISTS_FOLLOW_MS = [1500, 5000];

const isList = ({ lists }: Required<Invalidates>, path: string): boolean =>
  lists.some((list) => paramsIn(list, path) !== undefined);

/** True also for a path of another kind. The act's data identifies the thing and names its team differently. */
function isAbout(thing: string, path: string, data: object): boolean {
  const { ":team": _, ...params } = paramsIn(thing, path) ?? {};
  const named: Readonly<Record<string, unknown>> = { ...data };
  return Object.entries(params).every(([param, part]) => encodeURIComponent(String(named[param.slice(1)])) === part);
}

/** The values of each `:name` when `path` matches `declared` or is below it. */
function paramsIn(declared: string, path: string): Readonly<Record<string, string>> | undefined {
  const [bare = ""] = path.split("?");
  const parts = bare.split("/");
  const names = declared.split("/");
  const isThere = names.every((name, place) => (name.startsWith(":") ? parts[place] : name === parts[place]));
  return isThere
    ? Object.fromEntries(names.flatMap((name, place) => (name.startsWith(":") ? [[name, parts[place] ?? ""]] : [])))
    : undefined;
}

const isPage = ({ queryKey: [path] }: Query): boolean => path !== FORM;
