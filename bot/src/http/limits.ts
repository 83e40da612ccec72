import type { Request, RequestHandler, Response } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { AppError } from "../core/errors.ts";

/** Requests in a minute, counted by each server for itself. */
export interface Limits {
  /** The tab asks for a few things a minute, and somebody impatient for some dozens. */
  readonly perPerson: number;
  /**
   * Requests that nobody believed, from one address. Those that are believed do not count, so that a company behind one
   * address may be as large as it likes; so many at once, before anybody has looked at them, are not its people.
   */
  readonly unbelievedPerAddress: number;
}

export const usualLimits: Limits = { perPerson: 300, unbelievedPerAddress: 1_000 };

export const WINDOW_S = 60;

/** Stands before sign-in: a flood of made-up tokens is turned away before anything is verified. */
export const perAddress = ({ unbelievedPerAddress }: Limits): RequestHandler =>
  limited({
    limit: unbelievedPerAddress,
    keyGenerator: (req: Request) => addressOf(req.ip),
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_req: Request, res: Response) => res.statusCode !== 401,
  });

export const perPerson = ({ perPerson: limit }: Limits, personOf: (res: Response) => string): RequestHandler =>
  limited({ limit, keyGenerator: (_req: Request, res: Response) => personOf(res) });

const limited = (options: Parameters<typeof rateLimit>[0]): RequestHandler =>
  rateLimit({
    windowMs: WINDOW_S * 1000,
    legacyHeaders: false,
    // What it would say about a wrong setting goes to the console, past the log.
    validate: false,
    handler: (_req, _res, next) => next(new AppError("SLOW_DOWN")),
    ...options,
  });

/** Azure's front door writes the port behind the address; of IPv6 a whole network is one. */
function addressOf(ip = ""): string {
  const bare = ip.replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1").replace(/^\[([^\]]+)\](?::\d+)?$/, "$1");
  return ipKeyGenerator(bare);
}
