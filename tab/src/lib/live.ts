import { useContext, useEffect, useState } from "react";
import { Refused } from "./api.ts";
import { whileAway } from "./rest.ts";
import { eventsIn, type Watch, watch } from "./stream.ts";
import { NotSignedIn, ssoToken } from "./teams.ts";
import { Language, LearnLanguage, type Locale } from "./words.ts";

export interface Followed<T> {
  readonly view: T | undefined;
  /** What shows may be old: the line is down, and is being put up again. */
  readonly isLost: boolean;
  /** Coming back by itself would not help: it is refused, or open in too many places (`OpenElsewhere`). */
  readonly error: Error | undefined;
  retry(): void;
}

/**
 * The person has this open in more places than the server keeps (`mostPerPerson`), and opened another one later. Came this
 * page back by itself, it would end another, which would do the same: it waits until somebody looks at it again.
 */
export class OpenElsewhere extends Error {}

/** What one may see at this path, at every moment: it comes back to the truth by itself after whatever happened. */
export function useLive<T>(path: string): Followed<T> {
  const locale = useContext(Language);
  const learn = useContext(LearnLanguage);
  const [view, setView] = useState<T>();
  const [isLost, setLost] = useState(false);
  const [error, setError] = useState<Error>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt begins anew, in the language of the moment.
  useEffect(() => {
    setError(undefined);
    return follow({
      path,
      locale,
      onView(told) {
        setView(told as T);
        setError(undefined);
      },
      onLocale: learn,
      onLost: setLost,
      onRefused: setError,
    });
  }, [path, attempt]);
  return { view, isLost, error, retry: () => setAttempt((before) => before + 1) };
}

interface Following {
  readonly path: string;
  readonly locale: Locale;
  onView(view: unknown): void;
  onLocale(locale: Locale): void;
  onLost(isLost: boolean): void;
  onRefused(error: Error): void;
}

const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 8_000;
/** A line that lasted this long was a good one. */
const SETTLED_MS = 5_000;
/** A reload or another server is not worth a word. */
const LOST_AFTER_MS = 2_500;
/** Out of sight for longer than this, nobody is here. */
const HIDDEN_MS = 5 * 60_000;

/** Follows until what it returns is called. */
function follow({ path, locale, onView, onLocale, onLost, onRefused }: Following): () => void {
  let lastId: string | undefined;
  let line: AbortController | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let losing: ReturnType<typeof setTimeout> | undefined;
  let isAway = false;
  let isReplaced = false;
  let refusals = 0;
  /** Since when the line is up; undefined while it is down. */
  let upSince: number | undefined;
  /** How long the server asked to be left alone. */
  let laterMs = 0;

  function open(): void {
    clearTimeout(waiting);
    if (line || isAway || isReplaced) {
      return;
    }
    const own = new AbortController();
    line = own;
    const heard = watch(() => {
      own.abort();
      again(own);
    });
    void listen(own, heard)
      .then(
        () => again(own),
        (error: unknown) => (own.signal.aborted ? undefined : fell(own, error)),
      )
      .finally(heard.end);
  }

  function again(own: AbortController): void {
    if (line !== own) {
      return;
    }
    line = undefined;
    losing ??= setTimeout(() => onLost(true), LOST_AFTER_MS);
    // Only a line that lasted starts the pauses over: one that ends as soon as it is up is no success.
    pauseMs = upSince !== undefined && Date.now() - upSince > SETTLED_MS ? FIRST_PAUSE_MS : pauseMs;
    waiting = setTimeout(open, Math.max(pauseMs, laterMs) * (0.5 + Math.random()));
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    upSince = undefined;
    laterMs = 0;
  }

  function fell(own: AbortController, error: unknown): void {
    // A token that has just run out is renewed by asking again; twice in a row it is a no.
    // Whoever has been let in is no stranger because Teams is slow with its next token.
    const isStranger = error instanceof NotSignedIn && lastId === undefined;
    const isNo = isStranger || (error instanceof Refused && error.status < 429);
    refusals = isNo ? refusals + 1 : 0;
    if (isNo && refusals > 1) {
      shut();
      onRefused(error);
      return;
    }
    again(own);
  }

  function shut(): void {
    clearTimeout(waiting);
    line?.abort();
    line = undefined;
  }

  async function listen(own: AbortController, heard: Watch): Promise<void> {
    const headers = {
      Authorization: `Bearer ${await ssoToken()}`,
      "Accept-Language": locale,
      ...(lastId === undefined ? {} : { "Last-Event-ID": lastId }),
    };
    const response = await fetch(`/api${path}`, { headers, signal: own.signal, cache: "no-store" });
    if (!response.ok || !response.body) {
      throw new Refused(response.status, "", "");
    }
    onLocale(response.headers.get("Content-Language") === "en" ? "en" : "sv");
    up();
    for await (const event of eventsIn(response.body, heard.anything)) {
      if (event.kind === "view") {
        lastId = event.id ?? lastId;
        onView(JSON.parse(event.data));
      } else if (event.kind === "replaced") {
        replaced();
      } else {
        laterMs = event.afterMs;
      }
    }
  }

  function replaced(): void {
    isReplaced = true;
    // What shows then is sent anew, also where nothing has changed: it takes the error away.
    lastId = undefined;
    clearTimeout(losing);
    losing = undefined;
    shut();
    onRefused(new OpenElsewhere());
  }

  function up(): void {
    refusals = 0;
    upSince = Date.now();
    clearTimeout(losing);
    losing = undefined;
    onLost(false);
  }

  function rest(): void {
    isAway = true;
    shut();
  }

  function wake(): void {
    isAway = false;
    isReplaced = false;
    online();
  }

  function online(): void {
    pauseMs = FIRST_PAUSE_MS;
    open();
  }

  /** Of several windows that are all in sight, the one that somebody turns to. */
  function focused(): void {
    if (isReplaced) {
      wake();
    }
  }

  function hiddenOrNot(): void {
    clearTimeout(hiding);
    if (document.visibilityState === "hidden") {
      hiding = setTimeout(rest, HIDDEN_MS);
    } else {
      wake();
    }
  }

  document.addEventListener("visibilitychange", hiddenOrNot);
  addEventListener("online", online);
  addEventListener("focus", focused);
  const stayed = whileAway({ rest, wake });
  open();
  return () => {
    document.removeEventListener("visibilitychange", hiddenOrNot);
    removeEventListener("online", online);
    removeEventListener("focus", focused);
    stayed();
    clearTimeout(hiding);
    clearTimeout(losing);
    shut();
  };
}
