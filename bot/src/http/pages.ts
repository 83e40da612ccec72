import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import express, { type Express, type RequestHandler, type Response } from "express";
import { securityHeaders } from "./headers.ts";

/**
 * Serves the tab from the folder that `tab/build.ts` wrote: at `/tab`, and with `host` also the page that replaces
 * Teams at `/host`, which may then frame the tab too.
 */
export function servePages(app: Express, folder: string, { host = false, isNationalCloud = false } = {}): void {
  app.use(
    "/tab/assets",
    serveCompressed,
    express.static(join(folder, "assets"), { index: false, setHeaders: keepForever }),
  );
  const ownScripts = scriptsIn(join(folder, "index.html"));
  app.use("/tab", securityHeaders({ framedBySelf: host, isNationalCloud, ownScripts }));
  if (host) {
    app.use("/host", securityHeaders({ framedBySelf: true }));
    app.get("/host", page(join(folder, "host")));
    app.get("/host/meeting", page(join(folder, "host"), "meeting.html"));
  }
  app.get("/tab", page(folder));
}

/** The hashes of a page's inline scripts (`tab/inline-plugins.ts`), as Content-Security-Policy sources. */
const scriptsIn = (page: string): readonly string[] =>
  [...readFileSync(page, "utf8").matchAll(/<script>([^<]*)<\/script>/g)].map(
    ([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  );

/** Revalidated on every request, so that a new version arrives at once; a 304 when nothing has changed. */
const page =
  (root: string, file = "index.html"): RequestHandler =>
  (_req, res) =>
    res.set("Cache-Control", "no-cache").sendFile(file, { root, cacheControl: false });

/** Sends the Brotli file that the build wrote beside each asset: a third of the bytes, at no cost per request. */
const serveCompressed: RequestHandler = (req, res, next) => {
  const kind = extname(req.path);
  if (kind in types && req.acceptsEncodings("br")) {
    req.url = req.url.replace(req.path, `${req.path}.br`);
    res.locals.type = types[kind];
  }
  next();
};

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** An asset's name carries its content's hash. */
function keepForever(res: Response): void {
  res.set("Cache-Control", "public, max-age=31536000, immutable");
  res.vary("Accept-Encoding");
  if (typeof res.locals.type === "string") {
    res.set("Content-Encoding", "br").set("Content-Type", res.locals.type);
  }
}
