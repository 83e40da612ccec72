import type { Query, QueryClient } from "@tanstack/react-query";
import type { Invalidates } from "./feature.ts";

/** The first part of a form's key: a form stays as it was when it opened. */
export const FORM = "form";

type Which = (path: string) => boolean;

/** Marks everything as old, for when it is next looked at, and asks at once for what is in view and was changed. */
export function askAgain(queries: QueryClient, isChanged: Which): void {
  void queries.invalidateQueries({ predicate: isPage, refetchType: "none" });
  void queries.invalidateQueries({ predicate: (query) => isPage(query) && isChanged(String(query.queryKey[0])) });
}

/** What an act may have changed: what it was expected to change, else all but lists and pages of other things. */
export function changedBy(invalidates: Required<Invalidates>, data: object, expected: string | undefined): Which {
  return (path) => {
    if (expected !== undefined) {
      return path === expected;
    }
    return !isList(invalidates, path) && invalidates.things.every((thing) => isAbout(thing, path, data));
  };
}

/**
 * Asks for the lists, and once more for what was changed, a moment after the latest act. However many acts there were:
 * each by itself would soon ask more than the server lets anybody ask.
 */
export function askSoon(queries: QueryClient, invalidates: Required<Invalidates>, isChanged: Which): void {
  changed.add(isChanged);
  for (const timer of timers) {
    clearTimeout(timer);
  }
  timers = LISTS_FOLLOW_MS.map((delay) =>
    setTimeout(() => {
      const those = [...changed];
      askAgain(queries, (path) => isList(invalidates, path) || those.some((is) => is(path)));
      if (delay === LISTS_FOLLOW_MS.at(-1)) {
        changed.clear();
      }
    }, delay),
  );
}

const changed = new Set<Which>();
let timers: readonly ReturnType<typeof setTimeout>[] = [];

/** Lists follow an act by a job of the server's, a moment later: asked at once they would show what was. */
const LISTS_FOLLOW_MS = [1500, 5000];

const isList = ({ lists }: Required<Invalidates>, path: string): boolean =>
  lists.some((list) => paramsIn(list, path) !== undefined);

/** True also of a path that is no page of this kind. The act's data says which thing it is about, and knows its team by another name. */
function isAbout(thing: string, path: string, data: object): boolean {
  const { ":team": _, ...params } = paramsIn(thing, path) ?? {};
  const named: Readonly<Record<string, unknown>> = { ...data };
  return Object.entries(params).every(([param, part]) => encodeURIComponent(String(named[param.slice(1)])) === part);
}

/** What stands for each `:name` where `path` is what `declared` says or lies below it. */
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
