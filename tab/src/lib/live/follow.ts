import { Refused } from "../api.ts";
import type { StreamEvent } from "../stream.ts";
import { NotSignedIn } from "../teams.ts";
import type { Locale } from "../words.ts";
import { afterEvent, firstAttempt, type LiveEvent, type LiveState } from "./live-state.ts";
import { readStream } from "./live-stream.ts";
import { onPageSignal } from "./page-signals.ts";

/**
 * The person has this open in more places than the server keeps (`mostPerPerson`), and opened another one later. If this
 * page reconnected by itself, it would end another one, which would do the same: it waits until a person looks at it.
 */
export class OpenElsewhere extends Error {}

export interface FollowOptions {
  readonly path: string;
  readonly locale: Locale;
  onView(view: unknown): void;
  onLocale(locale: Locale): void;
  onLost(isLost: boolean): void;
  /** `OpenElsewhere`, or the server's refusal: no further attempt is made until a person returns to the page. */
  onError(error: Error): void;
}

export interface Follower {
  /** Connects anew, and asks for the whole view. */
  retry(): void;
  close(): void;
}

/** A reload or another server takes less than this; a person need not hear of it. */
const LOST_AFTER_MS = 2_500;

/** Keeps a live connection to `path` until it is closed. `live-state.ts` decides; this runs the requests and timers. */
export function follow({ path, locale, onView, onLocale, onLost, onError }: FollowOptions): Follower {
  let connection = firstAttempt;
  let attempt: AbortController | undefined;
  let lastEventId: string | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let lost: ReturnType<typeof setTimeout> | undefined;

  function dispatch(event: LiveEvent): void {
    const before = connection.state;
    connection = afterEvent(connection, event);
    if (connection.state !== before) {
      enter(connection.state);
    }
  }

  function enter(state: LiveState): void {
    if (state.kind !== "open") {
      stop();
    }
    switch (state.kind) {
      case "connecting":
        attempt = new AbortController();
        void connect(attempt.signal);
        break;
      case "open":
        notLost();
        onLost(false);
        break;
      case "waiting":
        lost ??= setTimeout(() => onLost(true), LOST_AFTER_MS);
        pause = setTimeout(() => dispatch({ kind: "due" }), state.delayMs * (0.5 + Math.random()));
        break;
      case "replaced":
        // The whole view comes anew, also where nothing has changed: it takes the error away.
        lastEventId = undefined;
        notLost();
        onError(new OpenElsewhere());
        break;
      case "refused":
        onError(state.error);
        break;
    }
  }

  async function connect(signal: AbortSignal): Promise<void> {
    const ended = await readStream({
      path,
      locale,
      lastEventId,
      signal,
      onOpen(spoken) {
        onLocale(spoken);
        dispatch({ kind: "opened", nowMs: Date.now() });
      },
      onEvent: receive,
    }).then(
      () => ({ kind: "ended", nowMs: Date.now() }) as const,
      (error: unknown) => failureOf(error, lastEventId !== undefined, Date.now()),
    );
    if (!signal.aborted) {
      dispatch(ended);
    }
  }

  function receive(event: StreamEvent): void {
    if (event.kind !== "view") {
      dispatch(event);
      return;
    }
    lastEventId = event.id ?? lastEventId;
    onView(JSON.parse(event.data));
  }

  function stop(): void {
    clearTimeout(pause);
    attempt?.abort();
  }

  function notLost(): void {
    clearTimeout(lost);
    lost = undefined;
  }

  const stopSignals = onPageSignal((kind) => dispatch({ kind }));
  enter(connection.state);
  return {
    retry() {
      lastEventId = undefined;
      notLost();
      dispatch({ kind: "restart" });
    },
    close() {
      stopSignals();
      notLost();
      stop();
    },
  };
}

/** A person who has been let in is not turned away because Teams is slow with its next token. */
function failureOf(cause: unknown, wasLetIn: boolean, nowMs: number): LiveEvent {
  const isStranger = cause instanceof NotSignedIn && !wasLetIn;
  const isRefusal = isStranger || (cause instanceof Refused && cause.status < 429);
  return isRefusal ? { kind: "refused", nowMs, error: cause } : { kind: "failed", nowMs };
}
