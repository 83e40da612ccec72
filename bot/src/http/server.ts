import express, { type Express, type Request, type Response } from "express";
import type { Slice } from "../core/actions.ts";
import type { World } from "../core/context.ts";
import { AppError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import { api } from "./api.ts";
import type { TokenRules } from "./auth.ts";
import { securityHeaders } from "./headers.ts";
import { health } from "./health.ts";
import type { Limits } from "./limits.ts";
import type { LivePages } from "./live.ts";
import { carriedBy, notFound, numbered, problems, timed } from "./problem.ts";
import { trustPages } from "./trust.ts";

export interface HttpParts {
  readonly slices: readonly Slice[];
  readonly tokens: TokenRules;
  /** How often one may ask; `usualLimits` unless given. */
  readonly limits?: Limits;
  worldFor(tenantId: string, requestId: string): World;
  readonly livePages: LivePages;
  /** Where Teams delivers: the bot's own edge checks who sent it. */
  messages(req: Request, res: Response): Promise<void>;
  /** Whom people ask about their data; the usual answer where nobody is named. */
  readonly contact?: string;
  /** Teams has other addresses there. */
  readonly isNationalCloud?: boolean;
  /** Adds the tab's pages (`pages.ts`). */
  pages?(app: Express, where: Pick<HttpParts, "isNationalCloud">): void;
  readonly log: Log;
  now(): Date;
}

/** Everything that is reached over HTTP: Teams' messages, the tab's requests and pages, and the two health checks. */
export function httpApp(parts: HttpParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", "strong");
  // One thing that speaks TLS stands before it, and says from where a request came.
  app.set("trust proxy", 1);
  app.use(numbered, timed(parts.log));
  app.post("/api/messages", express.json({ limit: MESSAGE_LIMIT }), async (req, res) => {
    carriedBy(res).route = "/messages";
    if (typeof req.body !== "object" || req.body === null || Array.isArray(req.body)) {
      throw new AppError("MALFORMED");
    }
    await parts.messages(req, res);
  });
  // What follows is for browsers. Teams' own service is none, and its way is the busiest.
  app.use(securityHeaders(parts));
  app.use(health(parts));
  app.use(trustPages(parts));
  app.use("/api", api(parts));
  parts.pages?.(app, parts);
  app.use(notFound);
  app.use(problems(parts.log));
  return app;
}

/** Teams' own messages end at about 100 KB; a message action brings another message along. */
const MESSAGE_LIMIT = "512kb";
