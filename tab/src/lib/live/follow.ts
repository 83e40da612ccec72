import { Refused } from "../api.ts";
import type { Locale } from "../language.ts";
import type { StreamEvent } from "../stream.ts";
import { NotSignedIn } from "../teams.ts";
import { afterEvent, firstAttempt, type LiveEvent, type LiveState } from "./live-state.ts";
import { readLiveStream, type StreamRequest } from "./live-stream.ts";
import { onPageSignal } from "./page-signals.ts";

/**
 * The person has this open in more places than the server keeps (`maxPerPerson`), and opened another one later. If this
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
  /** Reconnects and requests the whole view. */
  retry(): void;
  close(): void;
}

/** A reload or a change of server takes less time; such an interruption is not shown. */
const LOST_AFTER_MS = 2_500;

/** Keeps a live connection to `path` until it is closed. `live-state.ts` decides; this runs the requests and timers. */
export function follow({ path, locale, onView, onLocale, onLost, onError }: FollowOptions): Follower {
  const loss = lossNotice(onLost);
  let connection = firstAttempt;
  let lastEventId: string | undefined;
  /** Ends the request or the timer that the state began. */
  let leave = (): void => undefined;

  function dispatch(event: LiveEvent): void {
    const before = connection.state;
    connection = afterEvent(connection, event);
    if (connection.state !== before) {
      enter(connection.state);
    }
  }

  function enter(state: LiveState): void {
    // An open connection goes on with the request that opened it.
    if (state.kind !== "open") {
      leave();
    }
    switch (state.kind) {
      case "connecting":
        leave = send({ path, locale, lastEventId, onOpen, onEvent }, dispatch);
        break;
      case "open":
        loss.clear();
        onLost(false);
        break;
      case "waiting":
        loss.begin();
        leave = after(state.delayMs * (0.5 + Math.random()), () => dispatch({ kind: "due" }));
        break;
      case "replaced":
        // The server sends the whole view again, also when nothing has changed: it replaces the error.
        lastEventId = undefined;
        loss.clear();
        onError(new OpenElsewhere());
        break;
      case "refused":
        onError(state.error);
        break;
    }
  }

  function onOpen(spoken: Locale): void {
    onLocale(spoken);
    dispatch({ kind: "opened", nowMs: Date.now() });
  }

  function onEvent(event: StreamEvent): void {
    if (event.kind !== "view") {
      dispatch(event);
      return;
    }
    lastEventId = event.id ?? lastEventId;
    onView(JSON.parse(event.data));
  }

  function retry(): void {
    lastEventId = undefined;
    loss.clear();
    dispatch({ kind: "restart" });
  }

  const stopSignals = onPageSignal((kind) => dispatch({ kind }));
  enter(connection.state);
  return {
    retry,
    close() {
      stopSignals();
      loss.clear();
      leave();
    },
  };
}

/** Sends a request and reports how it ended. The returned function aborts it; then nothing is reported. */
function send(request: Omit<StreamRequest, "signal">, report: (end: LiveEvent) => void): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  async function run(): Promise<void> {
    const end = await readLiveStream({ ...request, signal }).then(
      (): LiveEvent => ({ kind: "ended", nowMs: Date.now() }),
      (error: unknown) => failureOf(error, request.lastEventId !== undefined, Date.now()),
    );
    if (!signal.aborted) {
      report(end);
    }
  }
  void run();
  return () => controller.abort();
}

/** Runs it after a pause; the returned function prevents that. */
function after(pauseMs: number, run: () => void): () => void {
  const timer = setTimeout(run, pauseMs);
  return () => clearTimeout(timer);
}

/** Reports a lost connection after a delay. */
function lossNotice(onLost: (isLost: boolean) => void): { begin(): void; clear(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    begin() {
      timer ??= setTimeout(() => onLost(true), LOST_AFTER_MS);
    },
    clear() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

/** A page that was admitted before does not fail because Teams is slow with its next token. */
function failureOf(cause: unknown, wasLetIn: boolean, nowMs: number): LiveEvent {
  const isStranger = cause instanceof NotSignedIn && !wasLetIn;
  const isRefusal = isStranger || (cause instanceof Refused && cause.status < 429);
  return isRefusal ? { kind: "refused", nowMs, error: cause } : { kind: "failed", nowMs };
}
