import { Router } from "express";
import { requestState } from "./request-state.ts";

export interface SecurityContact {
  /** A URI: `mailto:`, `https:` or `tel:`. */
  readonly contact?: string;
  /** This server's public https address. */
  readonly publicUrl?: string;
}

const PATH = "/.well-known/security.txt";

/** RFC 9116, section 2.5.5, recommends less than a year. Counted from each request, so the file never expires. */
const VALID_DAYS = 180;

/**
 * Serves `/.well-known/security.txt` (RFC 9116), the contact for vulnerability reports. Without a configured contact it
 * names the privacy page, which names a contact. Without a public address either there is no contact, and the answer is
 * 404.
 */
export function securityTxt({
  security: { contact, publicUrl } = {},
  now,
}: {
  readonly security?: SecurityContact;
  now(): Date;
}): Router {
  const router = Router();
  const at = (path: string) => (publicUrl === undefined ? undefined : new URL(path, publicUrl).href);
  const reportTo = contact ?? at("/privacy");
  if (reportTo === undefined) {
    return router;
  }
  router.get(PATH, (_req, res) => {
    requestState(res).route = PATH;
    const fields: readonly (readonly [string, string | undefined])[] = [
      ["Contact", reportTo],
      ["Expires", expiry(now())],
      ["Preferred-Languages", "sv, en"],
      ["Canonical", at(PATH)],
      ["Policy", at("/trust")],
    ];
    const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}\n`]));
    res.set("Cache-Control", "public, max-age=86400").type("text/plain; charset=utf-8").send(lines.join(""));
  });
  return router;
}

/** The start of a day in UTC, so that the file and its ETag change once a day. */
function expiry(now: Date): string {
  const day = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + VALID_DAYS);
  return new Date(day).toISOString().replace(".000Z", "Z");
}
