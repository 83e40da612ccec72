import { randomUUID } from "node:crypto";
import { Router } from "express";
import type { Services } from "../core/context.ts";
import type { Log } from "../core/log.ts";
import { withTimeout } from "../core/with-timeout.ts";
import type { TokenRules } from "./caller.ts";

export interface HealthParts {
  readonly tokens: TokenRules;
  readonly log: Log;
  servicesFor(tenantId: string, requestId: string): Services;
}

/**
 * The health checks. `/healthz`: the process answers. `/readyz`: it can also read from the store, so it may receive
 * requests. Both are public, so the readiness result is reused for a second: any number of probes causes one read per
 * second.
 */
export function health({ tokens, servicesFor, log }: HealthParts): Router {
  const router = Router();
  const ready = sharedForASecond(async () => {
    const requestId = randomUUID();
    try {
      const { store } = servicesFor(tokens.allowedTenants[0] ?? "none", requestId);
      // Treats a hanging store like a failing one.
      await withTimeout(store.get("readiness", "probe"), PATIENCE_MS, tooSlow);
      return true;
    } catch (error) {
      log.error("http.not-ready", { requestId, error });
      return false;
    }
  });
  router.get("/healthz", (_req, res) => {
    res.set("Cache-Control", "no-store").json({ status: "ok" });
  });
  router.get("/readyz", async (_req, res) => {
    const isReady = await ready();
    res.set("Cache-Control", "no-store");
    res.status(isReady ? 200 : 503).json({ status: isReady ? "ready" : "not ready" });
  });
  return router;
}

const REMEMBERED_MS = 1_000;

/** Shares one result among all calls while `find` runs and for a second after. */
function sharedForASecond<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  let staleAt = Number.POSITIVE_INFINITY;
  return () => {
    if (found === undefined || performance.now() >= staleAt) {
      staleAt = Number.POSITIVE_INFINITY;
      found = find().finally(() => {
        staleAt = performance.now() + REMEMBERED_MS;
      });
    }
    return found;
  };
}

const PATIENCE_MS = 2_000;

function tooSlow(): never {
  throw new Error("the store did not answer in time");
}
