import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import type { DocumentStore } from "#bot/core/document-store.ts";
import { Weeks } from "#bot/features/pulse/api.ts";
import { weeks } from "#bot/features/pulse/queries/weeks.ts";
import { aTeam, fullName, idOf, TEAM, TENANT, type Team } from "../../../support/a-team.ts";
import { thanks } from "../given-thanks.ts";

const weeksOf = async (team: Team, who = "bo") =>
  Weeks.parse((await team.as(who).asks(`/teams/${TEAM}/weeks`)).body).weeks;

describe("the team's weeks", () => {
  it("returns the team's last twelve weeks, oldest first, with zeros for empty weeks; only the current one is not over", async () => {
    const team = await aTeam();
    await team.where("cia", { wants: "openly" });
    await thanks(team, "cia");
    await team.at("2026-02-17T09:00:00+01:00");
    await thanks(team, "cia");
    await thanks(team, "cia", "private");

    const weeks = await weeksOf(team);

    expect(weeks.map(({ week, acts }) => [week, acts.thanks])).toEqual([
      ...[
        "2025-W49",
        "2025-W50",
        "2025-W51",
        "2025-W52",
        "2026-W01",
        "2026-W02",
        "2026-W03",
        "2026-W04",
        "2026-W05",
      ].map((week) => [week, 0]),
      ["2026-W06", 1],
      ["2026-W07", 0],
      ["2026-W08", 1],
    ]);
    expect(weeks.at(-1)).toMatchObject({ startsOn: "2026-02-16", isOver: false });
    expect(weeks.filter(({ isOver }) => !isOver)).toHaveLength(1);
  });

  it("reads the team's weeks with one point read and one range, however old the team is", async () => {
    const team = await aTeam();
    const services = team.gnista.jobContextFor(TENANT, "test");
    const reads: string[] = [];
    const store: DocumentStore = {
      ...services.store,
      async get(pk, id) {
        reads.push(`get ${id}`);
        return services.store.get(pk, id);
      },
      async range(pk, bounds) {
        reads.push(`range ${bounds?.from}`);
        return services.store.range(pk, bounds);
      },
    };
    const actor = { id: idOf("bo"), name: fullName("bo") };

    await weeks({ ...services, store, actor, team: undefined, locale: "sv" }, allFeatures, TEAM);

    expect(reads).toEqual(["get team", "range w|2025-W47"]);
  });

  it("a new week begins at midnight on Monday in the team's own time zone", async () => {
    const team = await aTeam({ zone: "America/New_York", now: "2026-02-02T03:00:00Z" });
    const before = (await weeksOf(team)).at(-1)?.week;

    await team.at("2026-02-02T05:00:00Z");

    expect([before, (await weeksOf(team)).at(-1)?.week]).toEqual(["2026-W05", "2026-W06"]);
  });
});
