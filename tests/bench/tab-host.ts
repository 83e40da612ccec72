import { Router } from "express";
import type { Overview } from "#bot/features/pulse/api.ts";

/** Only as much of Teams as the tab needs, with a team's page to show, so that the tab alone is measured. */
export function standIn(): Router {
  const router = Router();
  router.get("/teams/*path", (req, res) => void res.type("html").send(framing(req.path.replace("/teams", ""))));
  router.get("/api/teams/:team/overview", (_req, res) => void res.set("Content-Language", "sv").json(overview));
  router.get("/api/teams/:team/weeks", (_req, res) => void res.json({ shows: "tooFew", weeks: [] }));
  return router;
}

const framing = (path: string) => `<!doctype html>
<html lang="sv">
  <head><meta charset="utf-8" /><title>Teams</title><link rel="icon" href="data:," /></head>
  <body>
    <iframe title="Gnista" src="${path}" width="1000" height="700"></iframe>
    <script>
      const answers = {
        initialize: ["content", "web", JSON.stringify({ apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false, supports: { pages: {} } }), "2.58.0"],
        getContext: [{ theme: "default", locale: "sv-SE", teamId: "19:team", frameContext: "content", entityId: "overview", hostName: "Teams", hostClientType: "web" }],
        "authentication.getAuthToken": [true, "token"],
      };
      addEventListener("message", ({ data, source }) => {
        const args = answers[data.func];
        if (args) source.postMessage({ id: data.id, uuidAsString: data.uuidAsString, args }, location.origin);
      });
    </script>
  </body>
</html>`;

const person = (id: string, name: string) => ({ id, name });

const overview: Overview = {
  team: { id: "19:team", name: "Laget", locale: "sv", zone: "Europe/Stockholm" },
  now: "2026-02-03T09:00:00.000Z",
  owed: [],
  open: [],
  decided: [],
  thanks: Array.from({ length: 8 }, (_, at) => ({
    kudosId: String(at),
    kind: "thanks" as const,
    sender: person(`s${at}`, "Anna Ek"),
    recipients: [person(`r${at}`, "Bo Lind")],
    wholeTeam: false,
    words: "Tack för att du stannade kvar och hjälpte till med releasen.",
    givenAt: "2026-02-02T15:00:00.000Z",
    mayJoin: true,
  })),
  hasMoreQuestions: false,
  hasMoreThanks: false,
  isLeader: false,
  isNew: false,
};
