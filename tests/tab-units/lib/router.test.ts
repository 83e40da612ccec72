import fc from "fast-check";
import { expect, it } from "vitest";
import { subPageId } from "#bot/kernel/sub-page.ts";
import { initialRoutes, linkedRoute } from "../../../tab/src/lib/router.ts";

const team = "19:team@thread.tacv2";
const id = "a".repeat(22);
const pages = new Map([
  ["question", { params: ["teamId", "pollId"] }],
  ["wave", { params: ["teamId", "waveId"] }],
  ["settings", { params: ["teamId"] }],
  ["data", { params: [] }],
  ["pair", { params: ["teamId", "one", "other"] }],
]);
const ofTeam = { page: "team", teamId: team };

it.each([
  ["question", "pollId"],
  ["wave", "waveId"],
])(
  "a link opens the page %s of its feature above the team's page, in a team and in the personal app",
  (kind, param) => {
    const opened = { page: kind, teamId: team, [param]: id };

    expect(initialRoutes(pages, { teamId: team, subPage: subPageId({ kind, id }) })).toEqual([ofTeam, opened]);
    expect(initialRoutes(pages, { teamId: undefined, subPage: subPageId({ kind, id, teamId: team }) })).toEqual([
      { page: "mine" },
      ofTeam,
      opened,
    ]);
  },
);

it("the team in which the tab stands comes before the team that a link names", () => {
  expect(linkedRoute(pages, subPageId({ kind: "wave", id, teamId: "19:other@thread.tacv2" }), team)).toMatchObject({
    teamId: team,
  });
});

it("a link to a kind that no feature declares, or to a page that needs something else, opens the first page", () => {
  const undeclared = fc.constantFrom("promise", "settings", "pair", "team", "mine", "constructor");
  fc.assert(
    fc.property(undeclared, fc.boolean(), (kind, isInTeam) => {
      const subPage = subPageId({ kind, id, teamId: team });
      expect(initialRoutes(pages, { teamId: isInTeam ? team : undefined, subPage })).toEqual([
        isInTeam ? ofTeam : { page: "mine" },
      ]);
    }),
  );
});

it("a link without a team opens one's own page in the personal app", () => {
  expect(initialRoutes(pages, { teamId: undefined, subPage: subPageId({ kind: "question", id }) })).toEqual([
    { page: "mine" },
  ]);
});

it("a link to a page without parameters opens it above the team's page", () => {
  const opened = { page: "data", teamId: team };

  expect(initialRoutes(pages, { teamId: team, subPage: subPageId({ kind: "data", id }) })).toEqual([ofTeam, opened]);
});
