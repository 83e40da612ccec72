import express, { Router } from "express";
import type { Locale } from "../core/context.ts";

export const CLIENT_PATH = "/host/messages";

/**
 * Forwards the Playground's activities to Gnista in the language of the person who tries it: the Playground itself
 * reports English for everybody.
 */
export function clientLanguage(locale: Locale, messagesUrl: string): Router {
  const router = Router();
  router.post(CLIENT_PATH, express.json({ limit: "256kb" }), async (req, res) => {
    const answer = await fetch(messagesUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...req.body, locale: tags[locale] }),
    });
    res.status(answer.status).type(answer.headers.get("content-type") ?? "application/json");
    res.send(await answer.text());
  });
  return router;
}

const tags: Readonly<Record<Locale, string>> = { sv: "sv-SE", en: "en-GB" };
