import type { Request, RequestHandler, Response } from "express";
import { ipKeyGenerator, MemoryStore, rateLimit } from "express-rate-limit";
import { AppError, coreErrors } from "../core/errors.ts";

/** Limits of requests per minute. Each server counts on its own. */
export interface Limits {
  /** The tab sends a few requests a minute; an impatient person causes some dozens. */
  readonly perPerson: number;
  /**
   * Unverified requests from one address. Verified requests do not count, so that a company of any size may share one
   * address; this many requests that are not yet verified at once do not come from its employees.
   */
  readonly unverifiedPerAddress: number;
}

export const defaultLimits: Limits = { perPerson: 300, unverifiedPerAddress: 1_000 };

export const WINDOW_S = 60;

export interface PerAddress {
  /** Runs before sign-in, so that a flood of forged tokens is refused before any verification. */
  readonly limit: RequestHandler;
  /** Removes a verified request from the count immediately: a stream of a meeting ends only an hour later. */
  markVerified(req: Request, res: Response): void;
}

export function perAddress({ unverifiedPerAddress }: Limits): PerAddress {
  const counted = new MemoryStore();
  const verified = new WeakSet<Response>();
  return {
    limit: limiter({
      limit: unverifiedPerAddress,
      store: counted,
      keyGenerator: (req: Request) => addressOf(req.ip),
      // A request that is neither verified nor refused, because of a failure, is removed from the count when it ends.
      skipSuccessfulRequests: true,
      requestWasSuccessful: (_req: Request, res: Response) => res.statusCode !== 401 && !verified.has(res),
    }),
    markVerified(req, res) {
      verified.add(res);
      void counted.decrement(addressOf(req.ip));
    },
  };
}

export const perPerson = ({ perPerson: limit }: Limits, personOf: (res: Response) => string): RequestHandler =>
  limiter({ limit, keyGenerator: (_req: Request, res: Response) => personOf(res) });

const limiter = (options: Parameters<typeof rateLimit>[0]): RequestHandler =>
  rateLimit({
    windowMs: WINDOW_S * 1000,
    legacyHeaders: false,
    // The library writes its validation warnings to the console instead of the log.
    validate: false,
    handler: (_req, _res, next) => next(new AppError(coreErrors.SLOW_DOWN)),
    ...options,
  });

/**
 * Normalises a client's address: Azure's front end appends the port, and a whole IPv6 network counts as one address.
 */
function addressOf(ip = ""): string {
  const bare = ip.replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1").replace(/^\[([^\]]+)\](?::\d+)?$/, "$1");
  return ipKeyGenerator(bare);
}
