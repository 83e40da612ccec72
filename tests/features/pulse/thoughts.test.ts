import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { Suggestions } from "#bot/features/pulse/api.ts";
import { pulseVerbs } from "#bot/features/pulse/contract.ts";
import { chooseSuggestions } from "#bot/features/pulse/rules/suggestions.ts";
import { aTeam, fullName, idOf, TEAM, type Team } from "../../support/a-team.ts";
import { aDraft } from "../../support/cards.ts";
import { everythingStored, written } from "../../support/everything.ts";

const path = `/teams/${TEAM}/worth-a-thought`;

async function namesFor(team: Team, who = "anna"): Promise<readonly string[]> {
  const { status, body } = await team.as(who).asks(path);
  expect(status).toBe(200);
  return Suggestions.parse(body).people.map(({ name }) => name);
}

async function thanks(team: Team, to: readonly string[], audience = "private", who = "anna") {
  const { status } = await team.as(who).acts(kudosVerbs.give, aDraft(team, { recipients: to.map(idOf), audience }));
  expect(status).toBe(200);
  await team.settle();
}

describe("suggestions of people to thank, for a team's leader", () => {
  it("suggests at most three people whom the leader has not thanked lately, and never the leader", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    const first = await namesFor(team);

    await thanks(team, ["bo", "cia", "dan"]);
    await team.at("2026-02-04T09:00:00+01:00");
    const next = await namesFor(team);
    await team.at("2026-03-11T10:00:00+01:00");
    const weeksLater = await namesFor(team);

    expect(first).toHaveLength(3);
    expect(first).not.toContain(fullName("anna"));
    expect(next.toSorted()).toEqual([fullName("eva"), fullName("filip")]);
    expect(weeksLater).toHaveLength(3);
  });

  it("suggests a person again after the leader took their thanks to that person back", async () => {
    const team = await aTeam({ leaders: ["anna"], members: ["anna", "bo"] });
    const { body } = await team.as("anna").acts(kudosVerbs.give, aDraft(team, { recipients: [idOf("bo")] }));
    await team.at("2026-02-04T09:00:00+01:00");
    const noticed = await namesFor(team);

    const { kudosId } = (body as { data: { kudosId: string } }).data;
    await team.as("anna").acts(kudosVerbs.remove, { kudosId });

    expect([noticed, await namesFor(team)]).toEqual([[], [fullName("bo")]]);
  });

  it("counts thanks from the moment they were given, even when the form had been open for days", async () => {
    const team = await aTeam({ leaders: ["anna"], members: ["anna", "bo"] });
    const draft = aDraft(team, { recipients: [idOf("bo")], audience: "private" });
    await team.at("2026-02-09T09:00:00+01:00");
    await team.as("anna").acts(kudosVerbs.give, draft);
    await team.settle();

    await team.at("2026-03-11T09:00:00+01:00");
    const withinFiveWeeks = await namesFor(team);
    await team.at("2026-03-17T09:00:00+01:00");

    expect([withinFiveWeeks, await namesFor(team)]).toEqual([[], [fullName("bo")]]);
  });

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

  it("stores neither the suggestions nor the id or name of a person whose suggestion rests", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    const before = everythingStored(team.file).documents.map(written);

    await namesFor(team);
    const shown = everythingStored(team.file).documents.map(written);
    await team.as("anna").acts(pulseVerbs.restThought, { teamId: TEAM, personId: idOf("dan") });

    expect(shown).toEqual(before);
    const added = everythingStored(team.file)
      .documents.map(written)
      .filter((line) => !before.includes(line));
    expect(added.filter((line) => / r\|[\w-]{22} \{"schema":1,"day":"2026-02-03"\}$/.test(line))).toHaveLength(1);
    expect(added.join("\n")).not.toMatch(new RegExp(`${idOf("dan")}|Dan`));
    expect(team.logs().join()).not.toMatch(new RegExp(`${idOf("dan")}|Dan Dahl`));
  });

  it("refuses suggestions and their verbs to a member with the same answer as to a stranger", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    const data = { teamId: TEAM, personId: idOf("dan") };
    const without = ({ body }: { body: unknown }) => ({ ...(body as object), requestId: "" });

    for (const ask of [
      (who: string) => team.as(who).asks(path),
      (who: string) => team.as(who).acts(pulseVerbs.restThought, data),
      (who: string) => team.as(who).acts(pulseVerbs.unrestThought, data),
    ]) {
      const [member, stranger] = [await ask("bo"), await ask("zoe")];
      expect([member.status, stranger.status]).toEqual([403, 403]);
      expect(without(member)).toEqual(without(stranger));
    }
    expect((await team.as("bo").clicks(pulseVerbs.restThought, data)).error?.code).toBe("NOT_YOUR_TEAM");
    expect((await team.as("anna").acts(pulseVerbs.restThought, { ...data, personId: idOf("zoe") })).body).toMatchObject(
      {
        code: "NOBODY_CHOSEN",
      },
    );
  });

  it("suggests to each of two leaders the people whom they themselves have not thanked", async () => {
    const team = await aTeam({ leaders: ["anna", "bo"], members: ["anna", "bo", "cia"] });
    await thanks(team, ["cia"], "private", "anna");
    await team.at("2026-02-04T09:00:00+01:00");

    expect([await namesFor(team, "anna"), (await namesFor(team, "bo")).toSorted()]).toEqual([
      [fullName("bo")],
      [fullName("anna"), fullName("cia")],
    ]);
  });
});

describe("chooseSuggestions", () => {
  const people = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `p${i}`, name: `Person ${i}` }));
  const defaults = {
    leaderId: "p0",
    teamId: "team",
    today: "2026-02-03",
    noticed: [],
    rested: new Map<string, string>(),
  };

  it("chooseSuggestions is the same all day, differs between days, and reaches every member over time", () => {
    const members = people(12);
    const on = (today: string) => chooseSuggestions({ ...defaults, members, today }).map(({ id }) => id);

    const days = Array.from({ length: 60 }, (_, i) =>
      on(new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10)),
    );

    expect(on("2026-02-03")).toEqual(on("2026-02-03"));
    expect(new Set(days.map(String)).size).toBeGreaterThan(50);
    expect(new Set(days.flat()).size).toBe(11);
  });

  it("chooseSuggestions only loses names during a day: those whom the leader thanks or rests", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.array(fc.nat({ max: 12 })),
        fc.array(fc.nat({ max: 12 })),
        fc.array(fc.nat({ max: 12 })),
        (size, before, today, resting) => {
          const members = people(size);
          const thankedOn = (day: string, whom: readonly number[]) => whom.map((i) => ({ personId: `p${i}`, day }));
          const earlier = thankedOn("2026-01-20", before);
          const morning = chooseSuggestions({ ...defaults, members, noticed: earlier });
          const rested = new Map(resting.map((i) => [`p${i}`, defaults.today]));

          const noticed = [...earlier, ...thankedOn(defaults.today, today)];
          const evening = chooseSuggestions({ ...defaults, members, noticed, rested });

          const isDone = (id: string) => [...today, ...resting].some((i) => `p${i}` === id);
          expect(morning.length).toBeLessThanOrEqual(3);
          expect(morning.some(({ id }) => id === "p0" || before.some((i) => `p${i}` === id))).toBe(false);
          expect(evening).toEqual(morning.filter(({ id }) => !isDone(id)));
        },
      ),
    );
  });
});
