import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { idOf, TEAM } from "../../../support/a-team.ts";
import { text } from "../../../support/cards.ts";
import { aNewTeam, FIRST, inChannel, installedTeam, newest } from "../an-installation.ts";

describe("the introduction after the installation", () => {
  it("asks the installer, with a preview of the first card, who leads the team, and sends nothing to anybody else", async () => {
    const team = await installedTeam();

    const [asked, ...more] = team.personalPosts("anna");
    expect(more).toEqual([]);
    expect(newest(asked)).toContain("Leder du teamet?");
    expect(newest(asked)).toContain(FIRST);
    expect(newest(asked)).toContain("annars i dag 10:00");
    expect(team.channelPosts()).toEqual([]);
    for (const who of ["bo", "cia", "dan", "eva", "filip"]) {
      expect(team.personalPosts(who)).toEqual([]);
    }
  });

  it.each([
    ["yes", peopleVerbs.takeLead, "Anna Ask leder teamet i Gnista."],
    ["no", peopleVerbs.declineLead, "Ingen har ledarrollen i Gnista än."],
    ["somebody else", peopleVerbs.handOverLead, "Bo Berg leder teamet i Gnista."],
  ])("posts the first card once when the installer answers %s, and removes the question", async (_, verb, says) => {
    const team = await installedTeam();
    const click = () => team.as("anna").clicks(verb, { teamId: TEAM, personId: idOf("bo") }, { in: "personal" });

    const [first] = await Promise.all([click(), click()]);
    await click();
    await team.settle();
    await team.at("2026-02-05T12:00:00+01:00");

    expect(first.status).toBe(200);
    expect(first.error).toBeUndefined();
    expect(inChannel(team)).toHaveLength(1);
    expect(inChannel(team)[0]).toContain(FIRST);
    expect(inChannel(team)[0]).toContain(says);
    expect(team.personalPosts("anna")).toHaveLength(1);
    expect(newest(team.personalPosts("anna")[0])).not.toContain("Leder du teamet?");
  });

  it("posts the first card in working time when the installer is not a member and saw no preview", async () => {
    const team = await aNewTeam({ members: ["bo", "cia"], now: "2026-02-06T18:00:00+01:00" });
    team.seats(true);
    await team.installs("anna");
    await team.settle();
    await team.at("2026-02-08T12:00:00+01:00");
    const onSunday = team.channelPosts().length;

    await team.at("2026-02-09T08:00:00+01:00");

    expect(onSunday).toBe(0);
    expect(team.personalPosts("anna")).toEqual([]);
    expect(inChannel(team)).toHaveLength(1);
    expect(inChannel(team)[0]).toContain(FIRST);
  });

  it("posts the first card at once, without a question, when the installer cannot be reached", async () => {
    const team = await aNewTeam();
    team.seats(true);
    team.cannotReach("anna");

    await team.installs("anna");
    await team.settle();

    expect(inChannel(team)).toHaveLength(1);
  });

  it("speaks Swedish to the team and the installer's own language to the installer", async () => {
    const team = await aNewTeam({ locale: "en" });
    team.seats(true);
    await team.installs("anna");
    await team.settle();

    await team.as("anna").clicks(peopleVerbs.takeLead, { teamId: TEAM }, { in: "personal" });
    await team.settle();

    expect(text(team.personalPosts("anna")[0]?.versions[0])).toContain("Do you lead the team?");
    expect(inChannel(team)[0]).toContain(FIRST);
  });
});
