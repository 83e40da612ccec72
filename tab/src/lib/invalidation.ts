import type { Query, QueryClient } from "@tanstack/react-query";

/** The first part of a form's key: a form stays as it was when it opened. */
export const FORM = "form";

type Which = (path: string) => boolean;

/** Marks everything as old, for when it is next looked at, and asks at once for what is in view and was changed. */
export function askAgain(queries: QueryClient, isChanged: Which): void {
  void queries.invalidateQueries({ predicate: isPage, refetchType: "none" });
  void queries.invalidateQueries({ predicate: (query) => isPage(query) && isChanged(String(query.queryKey[0])) });
}

/** What an act may have changed: the lists, and what it was expected to change, else all but other questions. */
export function changedBy(data: object, expected: string | undefined): Which {
  const pollId = "pollId" in data ? encodeURIComponent(String(data.pollId)) : undefined;
  return (path) => {
    if (expected !== undefined) {
      return path === expected;
    }
    const question = QUESTION.exec(path)?.[1];
    return !LISTS.test(path) && (question === undefined || question === pollId);
  };
}

/**
 * Asks for the lists, and once more for what was changed, a moment after the latest act. However many acts there were:
 * each by itself would soon ask more than the server lets anybody ask.
 */
export function askSoon(queries: QueryClient, isChanged: Which): void {
  changed.add(isChanged);
  for (const timer of timers) {
    clearTimeout(timer);
  }
  timers = LISTS_FOLLOW_MS.map((delay) =>
    setTimeout(() => {
      const those = [...changed];
      askAgain(queries, (path) => LISTS.test(path) || those.some((is) => is(path)));
      if (delay === LISTS_FOLLOW_MS.at(-1)) {
        changed.clear();
      }
    }, delay),
  );
}

const changed = new Set<Which>();
let timers: readonly ReturnType<typeof setTimeout>[] = [];

const QUESTION = /\/questions\/([^/]+)/;
/** Lists follow an act by a job of the server's, a moment later: asked at once they would show what was. */
const LISTS = /\/(?:overview|weeks)$|^\/me\/(?:questions|thanks|rhythm)/;
const LISTS_FOLLOW_MS = [1500, 5000];

const isPage = ({ queryKey: [path] }: Query): boolean => path !== FORM;
