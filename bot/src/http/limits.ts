import type { Request, RequestHandler, Response } from "express";
import { ipKeyGenerator, MemoryStore, rateLimit } from "express-rate-limit";
import { AppError, coreErrors } from "../core/errors.ts";

/** Requests in a minute, counted by each server for itself. */
export interface Limits {
  /** The tab asks for a few things a minute, and somebody impatient for some dozens. */
  readonly perPerson: number;
  /**
   * Requests that nobody believed, from one address. Those that are believed do not count, so that a company behind one
   * address may be as large as it likes; so many at once, before anybody has looked at them, are not its people.
   */
  readonly unverifiedPerAddress: number;
}

export const defaultLimits: Limits = { perPerson: 300, unverifiedPerAddress: 1_000 };

export const WINDOW_S = 60;

export interface PerAddress {
  /** Stands before sign-in: a flood of made-up tokens is turned away before anything is verified. */
  readonly limit: RequestHandler;
  /** Takes a request out of the count as soon as it is believed: a stream of a meeting ends an hour later. */
  markVerified(req: Request, res: Response): void;
}

export function perAddress({ unverifiedPerAddress }: Limits): PerAddress {
  const counted = new MemoryStore();
  const believed = new WeakSet<Response>();
  return {
    limit: limited({
      limit: unverifiedPerAddress,
      store: counted,
      keyGenerator: (req: Request) => addressOf(req.ip),
      // What is neither believed nor refused, because something broke, is taken out at its end.
      skipSuccessfulRequests: true,
      requestWasSuccessful: (_req: Request, res: Response) => res.statusCode !== 401 && !believed.has(res),
    }),
    markVerified(req, res) {
      believed.add(res);
      void counted.decrement(addressOf(req.ip));
    },
  };
}

export const perPerson = ({ perPerson: limit }: Limits, personOf: (res: Response) => string): RequestHandler =>
  limited({ limit, keyGenerator: (_req: Request, res: Response) => personOf(res) });

const limited = (options: Parameters<typeof rateLimit>[0]): RequestHandler =>
  rateLimit({
    windowMs: WINDOW_S * 1000,
    legacyHeaders: false,
    // What it would say about a wrong setting goes to the console, past the log.
    validate: false,
    handler: (_req, _res, next) => next(new AppError(coreErrors.SLOW_DOWN)),
    ...options,
  });

/** Azure's front door writes the port behind the address; of IPv6 a whole network is one. */
function addressOf(ip = ""): string {
  const bare = ip.replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1").replace(/^\[([^\]]+)\](?::\d+)?$/, "$1");
  return ipKeyGenerator(bare);
}
