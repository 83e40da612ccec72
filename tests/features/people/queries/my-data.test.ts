import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { subPageNamed } from "#bot/kernel/sub-page.ts";
import { teamsLinks } from "#bot/teams/links.ts";
import { aTeam } from "../../../support/a-team.ts";
import { objectsIn, text } from "../../../support/cards.ts";

describe("a person's data", () => {
  it("shows a person's data in the personal chat only, and all of it as lists", async () => {
    const team = await aTeam({ leaders: ["bo"] });
    await team.where("bo", { wants: "betweenUs" });
    await team.as("bo").says("vårt team");

    const inTheChannel = await team.as("bo").says("mina uppgifter");
    const alone = await team.as("bo").says("my data", { inPersonalChat: true });
    const exported = await team.as("bo").clicks(peopleVerbs.exportData, { part: 0 });

    expect(text(inTheChannel.replies)).not.toContain("Laget");
    expect(text(alone.replies)).toContain("Dina team: Laget");
    expect(text(exported.card)).toContain("När någon vill tacka dig: Mellan oss");
    expect(text(exported.card)).not.toContain("betweenUs");
    expect(text(exported.card)).toContain("Dina uppgifter, del 1 av 1");
  });

  it("says where the file is, and links to it if pages have addresses and the person has a team", async () => {
    const without = await (await aTeam()).as("bo").clicks(peopleVerbs.exportData, {});
    const links = teamsLinks({ appId: "00000000-0000-4000-8000-0000000000d1" });
    const team = await aTeam({ links });
    const { card } = await team.as("bo").clicks(peopleVerbs.exportData, {});

    expect(text(without.card)).toContain("Vill du ha allt som fil?");
    expect(text(without.card)).not.toContain("OpenUrl");
    const [link] = objectsIn(card).filter(({ type }) => type === "Action.OpenUrl");
    const context = JSON.parse(new URL(String(link?.url)).searchParams.get("context") ?? "");
    expect(subPageNamed(context.subEntityId)?.kind).toBe("data");
  });

  it("lists for every feature which personal data it keeps and for how long, and offers to erase it", async () => {
    const team = await aTeam();

    const sv = text((await team.as("bo").clicks(peopleVerbs.myData, {})).card);
    const en = text((await team.as("bo").clicks(peopleVerbs.myData, {}, { locale: "en-GB" })).card);

    for (const { personalData, retention } of allFeatures) {
      expect(sv).toContain(retention?.sv ?? "");
      expect(en).toContain(retention?.en ?? "");
      expect(sv).toContain(personalData?.summary?.sv ?? "");
      expect(en).toContain(personalData?.summary?.en ?? "");
    }
    expect(allFeatures.filter(({ personalData }) => personalData?.summary).map(({ name }) => name)).toEqual(
      allFeatures.filter(({ personalData }) => personalData).map(({ name }) => name),
    );
    expect(sv).toContain("Radera mina uppgifter");
    expect(en).toContain("Erase my data");
  });
});
