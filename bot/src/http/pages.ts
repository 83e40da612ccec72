import { join } from "node:path";
import express, { type Express, type RequestHandler, type Response } from "express";
import { securityHeaders } from "./headers.ts";

/**
 * Serves the tab from the folder that `tab/build.ts` made: at `/tab`, and with `host` also the page that stands in
 * for Teams at `/host`, which alone may then frame it besides Teams.
 */
export function servePages(app: Express, folder: string, { host = false } = {}): void {
  app.use("/tab/assets", express.static(join(folder, "assets"), { index: false, setHeaders: keepForever }));
  if (host) {
    app.use(["/tab", "/host"], securityHeaders({ framedBySelf: true }));
    app.get("/host", page(join(folder, "host", "index.html")));
  }
  app.get("/tab", page(join(folder, "index.html")));
}

/** Asked for anew each time, so that a new version arrives at once; a 304 when nothing changed. */
const page =
  (file: string): RequestHandler =>
  (_req, res) =>
    res.set("Cache-Control", "no-cache").sendFile(file, { cacheControl: false });

/** An asset's name carries its content's hash. */
function keepForever(res: Response): void {
  res.set("Cache-Control", "public, max-age=31536000, immutable");
}
