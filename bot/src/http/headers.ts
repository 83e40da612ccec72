import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * Security headers that allow only Teams, Outlook and Microsoft 365 to frame the tab. X-Frame-Options is not sent: it
 * cannot name several hosts and would exclude Teams.
 *
 * `framedBySelf` also allows the page that replaces Teams in local runs and tests, which is served beside the tab.
 * Inline scripts run only if their hash is in `ownScripts`.
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
        // Fluent creates its style rules in the browser.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        // teams-js fetches from there whether a host that it does not know is trusted.
        connectSrc: ["'self'", "https://res.cdn.office.net"],
        frameSrc: framedBySelf ? localHosts : ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: [
          ...(framedBySelf ? localHosts : []),
          ...hosts,
          ...(isNationalCloud ? hostsOfNationalClouds : []),
        ],
      },
    },
  });
}

/** The page that replaces Teams, under both names of this machine: a meeting of six uses both. */
const localHosts = ["'self'", "http://localhost:*", "http://127.0.0.1:*"];

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
