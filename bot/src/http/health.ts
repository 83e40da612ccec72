import { Router } from "express";
import type { World } from "../core/context.ts";
import type { Log } from "../core/log.ts";
import type { TokenRules } from "./auth.ts";
import { carriedBy } from "./problem.ts";

export interface HealthParts {
  readonly tokens: TokenRules;
  readonly log: Log;
  worldFor(tenantId: string, requestId: string): World;
}

/** `/healthz`: the process answers. `/readyz`: it can also read from the store, so it may be sent work. */
export function health({ tokens, worldFor, log }: HealthParts): Router {
  const router = Router();
  router.get("/healthz", (_req, res) => {
    res.set("Cache-Control", "no-store").json({ status: "ok" });
  });
  router.get("/readyz", async (_req, res) => {
    const { requestId } = carriedBy(res);
    res.set("Cache-Control", "no-store");
    try {
      await soon(worldFor(tokens.allowedTenants[0] ?? "none", requestId).store.get("readiness", "probe"));
      res.json({ status: "ready" });
    } catch (error) {
      log.error("http.not-ready", { requestId, error });
      res.status(503).json({ status: "not ready" });
    }
  });
  return router;
}

const PATIENCE_MS = 2_000;

/** A store that hangs is as little use as one that fails. */
async function soon(reading: Promise<unknown>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("the store did not answer in time")), PATIENCE_MS);
  try {
    await Promise.race([reading, promise]);
  } finally {
    clearTimeout(timer);
  }
}
