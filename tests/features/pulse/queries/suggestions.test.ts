import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pulseVerbs } from "#bot/features/pulse/contract.ts";
import { aTeam, fullName, idOf, TEAM } from "../../../support/a-team.ts";
import { aDraft } from "../../../support/cards.ts";
import { namesFor, suggestionsPath, thanks } from "../suggested-names.ts";

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

it("refuses suggestions and their verbs to a member with the same answer as to a stranger", async () => {
  const team = await aTeam({ leaders: ["anna"] });
  const data = { teamId: TEAM, personId: idOf("dan") };
  const without = ({ body }: { body: unknown }) => ({ ...(body as object), requestId: "" });

  for (const ask of [
    (who: string) => team.as(who).asks(suggestionsPath),
    (who: string) => team.as(who).acts(pulseVerbs.restThought, data),
    (who: string) => team.as(who).acts(pulseVerbs.unrestThought, data),
  ]) {
    const [member, stranger] = [await ask("bo"), await ask("zoe")];
    expect([member.status, stranger.status]).toEqual([403, 403]);
    expect(without(member)).toEqual(without(stranger));
  }
  expect((await team.as("bo").clicks(pulseVerbs.restThought, data)).error?.code).toBe("NOT_YOUR_TEAM");
  expect((await team.as("anna").acts(pulseVerbs.restThought, { ...data, personId: idOf("zoe") })).body).toMatchObject({
    code: "NOBODY_CHOSEN",
  });
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
