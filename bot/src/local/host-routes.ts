import { Router } from "express";
import type { HostConfig } from "../../../tab/host/config.ts";
import { AppError, coreErrors } from "../core/errors.ts";
import type { Links } from "../core/links.ts";
import type { TokenIssuer } from "./token-issuer.ts";

/**
 * The API of the page that replaces Teams: the available people, and a real token for the chosen one. Anybody who
 * reaches it can act as anybody in the sample team, so it is served in local runs and tests only.
 */
export function hostRoutes(configNow: () => HostConfig | Promise<HostConfig>, issuer: TokenIssuer): Router {
  const router = Router();
  router.get("/", (_req, res) => res.redirect("/host"));
  router.get("/host/config", async (_req, res) => {
    res.set("Cache-Control", "no-store").json(await configNow());
  });
  router.get("/host/token", async (req, res) => {
    const { personas } = await configNow();
    const person = personas.find(({ id }) => id === req.query.persona);
    if (!person) {
      throw new AppError(coreErrors.NOT_FOUND);
    }
    res
      .set("Cache-Control", "no-store")
      .type("text/plain")
      .send(await issuer.tokenFor(person));
  });
  router.get("/openid/keys", (_req, res) => {
    res.json(issuer.keySet);
  });
  return router;
}

/** Links of cards without Teams: they open the page that replaces it, as the card's reader. */
export const hostLinks = (url: string): Links => ({
  toPage: ({ subPageId, viewerId }) =>
    `${url}/host?${new URLSearchParams({ persona: viewerId, frame: "channel", subPage: subPageId })}`,
  toPost: () => undefined,
});
