import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { fullName, type Team, userIdOf } from "../../support/a-team.ts";
import { idIn, text } from "../../support/cards.ts";
import { sixOf } from "./a-card.ts";
import { thanks } from "./thanks-in-tab.ts";

const mention = (who: string) => ({
  type: "mention",
  text: `<at>${fullName(who)}</at>`,
  mentioned: { id: userIdOf(who), name: fullName(who) },
});

const inChannel = (team: Team) => team.channelPosts()[0]?.versions.map(({ activity }) => activity) ?? [];

describe("who is thanked learns it", () => {
  it("a public thank-you mentions in its text those who chose to be seen, and nobody else", async () => {
    const team = await sixOf({ bo: "openly", cia: "openly", dan: "betweenUs", eva: "inPerson" });

    await thanks(team, "anna", ["bo", "cia", "dan", "eva", "filip"]);

    expect(inChannel(team)).toMatchObject([
      { text: `${mention("bo").text}, ${mention("cia").text}`, entities: [mention("bo"), mention("cia")] },
    ]);
    expect(text(inChannel(team))).not.toMatch(/Dan|Eva|Filip/);
  });

  it("whoever chooses to be seen later is mentioned then, and whoever takes their name away no longer", async () => {
    const team = await sixOf({ bo: "openly" });
    await thanks(team, "anna", ["bo", "cia"]);
    const kudosId = idIn(team.channelPosts()[0]?.card);

    await team.as("cia").acts(kudosVerbs.showThanks, { kudosId });
    await team.settle();
    await team.as("bo").acts(kudosVerbs.remove, { kudosId });
    await team.settle();

    expect(inChannel(team).map((activity) => activity.text)).toEqual([
      mention("bo").text,
      `${mention("bo").text}, ${mention("cia").text}`,
      mention("cia").text,
    ]);
  });

  it("a private thank-you notifies in words without names and without what it says", async () => {
    const team = await sixOf({ bo: "openly" });

    await thanks(team, "anna", ["bo"], { audience: "private", words: "Tack för hjälpen" });

    const [post] = team.personalPosts("bo");
    expect(post?.summary).toBe("Du har något att läsa från en kollega.");
    expect(post?.text).toBeUndefined();
    expect(text(post?.card)).toContain("Tack för hjälpen");
  });

  it.each(["Tack ni tre!", "Tack till dig och en till", "Thanks to you and the others", "er alla fyra"])(
    "the channel does not show %j beside fewer names than were thanked",
    async (words) => {
      const team = await sixOf({ bo: "openly" });

      await thanks(team, "anna", ["bo", "cia"], { words });

      expect(text(team.channelPosts()[0]?.card)).toContain("Orden stannar mellan dem.");
      expect(text(team.channelPosts())).not.toContain(words);
      expect(text(team.personalPosts("cia")[0]?.card)).toContain(words);
    },
  );
});
