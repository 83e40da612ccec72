/** The states of a live connection. */
export type LiveState =
  /** A request is sent, and the server has not answered it. */
  | { readonly kind: "connecting" }
  /** The server has answered, and sends events. */
  | { readonly kind: "open"; readonly sinceMs: number }
  /** Not connected; the next attempt follows after `delayMs`. */
  | { readonly kind: "waiting"; readonly delayMs: number }
  /** Teams suspended the tab, or the page has been hidden for a while. */
  | { readonly kind: "resting" }
  /** The person opened the page in more places than the server keeps; the server ended this connection. */
  | { readonly kind: "replaced" }
  /** The server refused twice in a row. */
  | { readonly kind: "refused"; readonly error: Error };

export type LiveEvent =
  | { readonly kind: "opened"; readonly nowMs: number }
  /** The stream ended, or was silent for too long. */
  | { readonly kind: "ended"; readonly nowMs: number }
  /** The request failed in a way that another attempt may mend. */
  | { readonly kind: "failed"; readonly nowMs: number }
  | { readonly kind: "refused"; readonly nowMs: number; readonly error: Error }
  /** The server is full, and asks for this delay before the next attempt. */
  | { readonly kind: "retry"; readonly afterMs: number }
  | { readonly kind: "replaced" }
  /** The pause before the next attempt is over. */
  | { readonly kind: "due" }
  | { readonly kind: PageSignal }
  /** A person asked for another attempt. */
  | { readonly kind: "restart" };

/** `rest` and `wake` come from Teams, or from a page that is out of sight for long; `focused` from its window. */
export type PageSignal = "rest" | "wake" | "online" | "focused";

export interface LiveConnection {
  /** A new object for each attempt. */
  readonly state: LiveState;
  /** The next delay. */
  readonly pauseMs: number;
  /** The delay that the server asked for. */
  readonly retryAfterMs: number;
  /** Refusals in a row. */
  readonly refusals: number;
}

const FIRST_PAUSE_MS = 400;
const MAX_PAUSE_MS = 8_000;
/** A connection that lasted this long resets the delays. */
const SETTLED_MS = 5_000;

export const firstAttempt: LiveConnection = {
  state: { kind: "connecting" },
  pauseMs: FIRST_PAUSE_MS,
  retryAfterMs: 0,
  refusals: 0,
};

/** The connection after an event. An event that means nothing in its state changes nothing. */
export function afterEvent(now: LiveConnection, event: LiveEvent): LiveConnection {
  switch (event.kind) {
    case "opened":
    case "ended":
    case "failed":
    case "refused":
    case "replaced":
      return isConnected(now) ? afterAnswer(now, event) : now;
    case "retry":
      return { ...now, retryAfterMs: event.afterMs };
    case "due":
      return now.state.kind === "waiting" ? connecting(now) : now;
    case "restart":
      return { ...firstAttempt, state: { kind: "connecting" } };
    default:
      return afterSignal(now, event.kind);
  }
}

type Answer = Extract<LiveEvent, { kind: "opened" | "ended" | "failed" | "refused" | "replaced" }>;

/** The state after an event of the server or the network for the current request. */
function afterAnswer(now: LiveConnection, event: Answer): LiveConnection {
  switch (event.kind) {
    case "opened":
      return { ...now, state: { kind: "open", sinceMs: event.nowMs }, refusals: 0 };
    case "ended":
      return paused(now, event.nowMs);
    case "failed":
      return paused({ ...now, refusals: 0 }, event.nowMs);
    case "refused":
      return afterRefusal(now, event);
    case "replaced":
      return { ...now, state: { kind: "replaced" } };
  }
}

/** The state after an event of Teams or the browser. */
function afterSignal(now: LiveConnection, signal: PageSignal): LiveConnection {
  const { kind } = now.state;
  switch (signal) {
    case "rest":
      return kind === "replaced" ? now : { ...now, state: { kind: "resting" } };
    case "wake":
      return isConnected(now) ? hurried(now) : connecting(hurried(now));
    case "online":
      return kind === "waiting" || kind === "refused" ? connecting(hurried(now)) : hurried(now);
    case "focused":
      // Of several visible windows, only the focused one reconnects.
      return kind === "replaced" ? connecting(hurried(now)) : now;
  }
}

/** True while a request is under way. */
const isConnected = ({ state }: LiveConnection): boolean => state.kind === "connecting" || state.kind === "open";

const connecting = (now: LiveConnection): LiveConnection => ({ ...now, state: { kind: "connecting" } });

/** Resets the delay. */
const hurried = (now: LiveConnection): LiveConnection => ({ ...now, pauseMs: FIRST_PAUSE_MS });

/** A token that has just expired is renewed by the next attempt, so only the second refusal in a row counts. */
function afterRefusal(now: LiveConnection, { error, nowMs }: Extract<LiveEvent, { kind: "refused" }>): LiveConnection {
  const refusals = now.refusals + 1;
  return refusals > 1 ? { ...now, refusals, state: { kind: "refused", error } } : paused({ ...now, refusals }, nowMs);
}

/** Only a connection that lasted resets the delays: one that ends at once is not a success. */
function paused(now: LiveConnection, nowMs: number): LiveConnection {
  const { state, retryAfterMs } = now;
  const pauseMs = state.kind === "open" && nowMs - state.sinceMs > SETTLED_MS ? FIRST_PAUSE_MS : now.pauseMs;
  return {
    ...now,
    state: { kind: "waiting", delayMs: Math.max(pauseMs, retryAfterMs) },
    pauseMs: Math.min(MAX_PAUSE_MS, pauseMs * 2),
    retryAfterMs: 0,
  };
}
