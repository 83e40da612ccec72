import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * Lets Teams, Outlook and Microsoft 365 show the tab in a frame, and nobody else. X-Frame-Options is not sent: it
 * cannot name several hosts and would shut Teams out.
 *
 * `framedBySelf` adds the page that stands in for Teams in local runs and tests, which is served beside the tab. Of the
 * scripts that stand in a page itself those run that are known by their hash in `ownScripts`.
 */
export function securityHeaders({
  framedBySelf = false,
  isNationalCloud = false,
  ownScripts = [] as readonly string[],
} = {}): RequestHandler {
  return helmet({
    frameguard: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", ...ownScripts],
        // Fluent makes its style rules in the browser.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        // teams-js asks there whether a host it does not know may be trusted.
        connectSrc: ["'self'", "https://res.cdn.office.net"],
        frameSrc: framedBySelf ? standIn : ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: [...(framedBySelf ? standIn : []), ...hosts, ...(isNationalCloud ? hostsOfNationalClouds : [])],
      },
    },
  });
}

/** The page that stands in for Teams, and its other name on the same machine: a meeting of six is at both. */
const standIn = ["'self'", "http://localhost:*", "http://127.0.0.1:*"];

/** Microsoft's list for tabs, without its `'self'`: learn.microsoft.com, "Tab requirements". */
const hosts = [
  "https://teams.microsoft.com",
  "https://*.teams.microsoft.com",
  "https://*.cloud.microsoft",
  "https://*.microsoft365.com",
  "https://*.office.com",
  "https://outlook.office.com",
  "https://outlook.office365.com",
  "https://outlook-sdf.office.com",
  "https://outlook-sdf.office365.com",
];

/** Source: teams-js 2, `validDomains.json`: the only other addresses of Teams that it trusts. */
const hostsOfNationalClouds = [
  "https://teams.microsoft.us",
  "https://gov.teams.microsoft.us",
  "https://dod.teams.microsoft.us",
];
