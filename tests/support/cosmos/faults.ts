import { setTimeout as sleep } from "node:timers/promises";
import { CosmosRefusal } from "./reply.ts";

export interface DoubleRequest {
  readonly method: string;
  /** URL-decoded. */
  readonly path: string;
  readonly kind: Kind;
  readonly body: unknown;
}

export type Kind = "account" | "metadata" | "get" | "batch" | "upsert" | "query" | "plan";

export type Fault = {
  /** Selects the requests. By default all except account and metadata requests. */
  when?(request: DoubleRequest): boolean;
  /** How many times. Unlimited by default. */
  readonly times?: number;
} & (
  | { readonly status: number; readonly substatus?: number; readonly retryAfterMs?: number }
  /** Cuts the connection before the request is carried out, or after it is. */
  | { readonly cut: "before" | "after" }
  /** Accepts the request and never answers. */
  | { readonly cut: "never" }
);

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** Throws the fault's response, or returns when to cut the connection. */
  applyTo(request: DoubleRequest): "before" | "after" | "never" | undefined;
}

export function openFaults(): Faults {
  let pending: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void pending.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    clear: () => {
      pending = [];
    },
    applyTo(request) {
      const isOfData = request.kind !== "account" && request.kind !== "metadata";
      const found = pending.find(({ fault, left }) => left > 0 && (fault.when ? fault.when(request) : isOfData));
      if (!found) {
        return undefined;
      }
      found.left--;
      if ("cut" in found.fault) {
        return found.fault.cut;
      }
      const { status, substatus, retryAfterMs } = found.fault;
      throw busy(status, substatus, retryAfterMs);
    },
  };
}

function busy(status: number, substatus?: number, retryAfterMs?: number): CosmosRefusal {
  const refusal = new CosmosRefusal(status, "Not now.", substatus === undefined ? {} : { substatus });
  const wait = retryAfterMs === undefined ? {} : { "x-ms-retry-after-ms": String(retryAfterMs) };
  return Object.assign(refusal, { reply: { ...refusal.reply, headers: { ...refusal.reply.headers, ...wait } } });
}

/** Request units per second as a token bucket: a request may overdraw it, and the next one must wait. */
export function openBudget(unitsPerSecond: number | undefined) {
  let left = unitsPerSecond ?? Number.POSITIVE_INFINITY;
  let at = performance.now();
  return {
    /** Throws 429 with the time to wait. */
    check(): void {
      if (unitsPerSecond === undefined) {
        return;
      }
      const now = performance.now();
      left = Math.min(unitsPerSecond, left + ((now - at) / 1000) * unitsPerSecond);
      at = now;
      if (left <= 0) {
        throw busy(429, 3200, Math.ceil((-left / unitsPerSecond) * 1000) + 1);
      }
    },
    spend(units: number): void {
      left -= units;
    },
  };
}

/** Refuses the second of two simultaneous transactions on a document with 449. */
export function openHotDocuments(isOn: boolean) {
  const busyIds = new Set<string>();
  return async <T>(ids: readonly string[], ms: number, run: () => T): Promise<T> => {
    if (isOn && ids.some((id) => busyIds.has(id))) {
      throw busy(449);
    }
    for (const id of ids) {
      busyIds.add(id);
    }
    try {
      if (ms > 0) {
        await sleep(ms);
      }
      return run();
    } finally {
      for (const id of ids) {
        busyIds.delete(id);
      }
    }
  };
}
