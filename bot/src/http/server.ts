import express, { type Express } from "express";
import type { Services } from "../core/context.ts";
import type { Feature } from "../core/feature.ts";
import type { Log } from "../core/log.ts";
import type { Verbs } from "../kernel/dispatch.ts";
import { api } from "./api.ts";
import type { TokenRules } from "./auth.ts";
import { securityHeaders } from "./headers.ts";
import { health } from "./health.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import type { LivePages } from "./live.ts";
import { type MessageEndpoint, messages } from "./messages.ts";
import { errorHandler, notFound, requestLog, withRequestId } from "./request-state.ts";
import { type SecurityContact, securityTxt } from "./security-txt.ts";
import { trustPages } from "./trust.ts";

export interface HttpParts {
  readonly features: readonly Feature[];
  readonly verbs: Verbs;
  readonly tokens: TokenRules;
  /** How often one may ask; `defaultLimits` unless given. */
  readonly limits?: Limits;
  servicesFor(tenantId: string, requestId: string): Services;
  readonly livePages: LivePages;
  readonly messages: MessageEndpoint;
  /** Whom people ask about their data; the usual answer where nobody is named. */
  readonly contact?: string;
  /** To whom vulnerabilities are reported. */
  readonly security?: SecurityContact;
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
  app.use(withRequestId, requestLog(parts.log));
  app.post("/api/messages", ...messages(parts.messages, parts.limits ?? defaultLimits));
  // What follows is for browsers. Teams' own service is none, and its way is the busiest.
  app.use(securityHeaders(parts));
  app.use(health(parts));
  app.use(trustPages(parts));
  app.use(securityTxt(parts));
  app.use("/api", api(parts));
  parts.pages?.(app, parts);
  app.use(notFound);
  app.use(errorHandler(parts.log));
  return app;
}
