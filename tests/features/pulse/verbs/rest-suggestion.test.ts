import { expect, it } from "vitest";
import { pulseVerbs } from "#bot/features/pulse/contract.ts";
import { aTeam, idOf, TEAM } from "../../../support/a-team.ts";
import { namesFor } from "../suggested-names.ts";

it("rests a name for four weeks with one click, without a replacement that day, and can undo it", async () => {
  const team = await aTeam({ leaders: ["anna"] });
  const first = await namesFor(team);
  const restedName = first[1] ?? "";
  const personId = idOf(restedName.split(" ")[0]?.toLowerCase() ?? "");

  await team.as("anna").acts(pulseVerbs.restThought, { teamId: TEAM, personId });
  const rested = await namesFor(team);
  await team.as("anna").acts(pulseVerbs.unrestThought, { teamId: TEAM, personId });
  const undone = await namesFor(team);
  await team.as("anna").acts(pulseVerbs.restThought, { teamId: TEAM, personId });
  const days = [];
  for (const day of ["2026-02-04", "2026-02-20", "2026-03-02"]) {
    await team.at(`${day}T09:00:00+01:00`);
    days.push(...(await namesFor(team)));
  }

  expect(rested).toEqual(first.filter((name) => name !== restedName));
  expect(undone).toEqual(first);
  expect(days).not.toContain(restedName);
  await team.at("2026-03-04T10:00:00+01:00");
  const all = new Set<string>();
  for (let day = 5; day < 25; day++) {
    await team.at(`2026-03-${String(day).padStart(2, "0")}T10:00:00+01:00`);
    for (const name of await namesFor(team)) {
      all.add(name);
    }
  }
  expect([...all]).toContain(restedName);
});
