import express, { type Express } from "express";
import type { Services } from "../core/context.ts";
import type { Feature } from "../core/feature.ts";
import type { Log } from "../core/log.ts";
import type { Verbs } from "../kernel/dispatch.ts";
import { api } from "./api.ts";
import type { TokenRules } from "./caller.ts";
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
  /** Defaults to `defaultLimits`. */
  readonly limits?: Limits;
  servicesFor(tenantId: string, requestId: string): Services;
  readonly livePages: LivePages;
  readonly messages: MessageEndpoint;
  /** The contact for questions about personal data; undefined shows a general answer. */
  readonly contact?: string;
  /** The contact for vulnerability reports. */
  readonly security?: SecurityContact;
  /** A national cloud, where Teams has other addresses. */
  readonly isNationalCloud?: boolean;
  /** Adds the tab's pages (`pages.ts`). */
  pages?(app: Express, where: Pick<HttpParts, "isNationalCloud">): void;
  readonly log: Log;
  now(): Date;
}

/** The HTTP application: Teams' messages, the tab's requests and pages, and the two health checks. */
export function httpApp(parts: HttpParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", "strong");
  // Exactly one proxy is in front: it terminates TLS and forwards the client's address.
  app.set("trust proxy", 1);
  app.use(withRequestId, requestLog(parts.log));
  app.post("/api/messages", ...messages(parts.messages, parts.limits ?? defaultLimits));
  // Everything below is for browsers. Messages from Teams' service are the busiest route and come first.
  app.use(securityHeaders(parts));
  app.use(health(parts));
  app.use(securityTxt(parts));
  app.use("/api", api(parts));
  parts.pages?.(app, parts);
  // After `pages`, so that a local run can lead from `/` to the page that replaces Teams.
  app.use(trustPages(parts));
  app.use(notFound);
  app.use(errorHandler(parts.log));
  return app;
}
