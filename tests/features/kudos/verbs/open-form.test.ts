import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { kudosFeature } from "#bot/features/kudos/feature.ts";
import { draftOn, fullName, harness, idOf, TEAM, text } from "../kudos-harness.ts";

describe("the kudos form", () => {
  it.each(["sv", "en"] as const)(
    "refuses a form sent with only its suggested beginning as words, in %s",
    async (locale) => {
      const h = await harness({}, { locale });
      const [, starter] = /"value":"(T[^"]+ )"/.exec(text(await h.command("anna", ""))) ?? [];

      expect(await h.refusal(() => h.thank("anna", ["bo"], { words: starter }), "en")).toContain("Write a few words");
    },
  );

  const withoutChoices = (reply: unknown) => text(reply).replace(/"choices":\[.*?\]/g, "");

  it("tack without words or recipients answers in the channel with the whole form", async () => {
    const h = await harness();

    const empty = text(await h.command("anna", ""));

    expect(empty).toContain('"Tack för att du "');
    expect(empty).toContain('"Tacka öppet"');
    expect(empty).toContain('"Tacka privat"');
    expect(empty).toContain('"title":"Hela teamet"');
    expect(empty).not.toContain('"title":"Anna Ask"');
  });

  it.each(["openly", "betweenUs"] as const)(
    "a form with words and a recipient who wishes %s stays hidden until its sender opens it",
    async (wish) => {
      const h = await harness({ cia: wish });
      const cia = { id: idOf("cia"), name: fullName("cia") };

      const card = text(await h.command("anna", "Cia, du räddade dagen", [cia]));
      const draftId = /"draftId":"([^"]+)"/.exec(card)?.[1];

      expect(card).not.toMatch(new RegExp(`Cia|${idOf("cia")}`));
      const data = { teamId: TEAM, draftId, askerId: idOf("anna") };
      const opened = withoutChoices(await h.click("anna", kudosVerbs.openDraft, data));
      expect(opened).toContain("du räddade dagen");
      expect(opened).toContain(idOf("cia"));
      expect(await h.refusal(() => h.click("bo", kudosVerbs.openDraft, data))).toContain(
        "Formuläret tillhör Anna Ask.",
      );
    },
  );

  it("tack in a personal chat answers at once with a form filled in from the message", async () => {
    const h = await harness();

    const card = withoutChoices(
      await h.command("anna", "Cia, du räddade dagen", [{ id: idOf("cia"), name: fullName("cia") }], true),
    );

    expect(card).toContain("du räddade dagen");
  });

  it.each([
    [{ id: "28:other", name: "Annan" }, "Det går inte att tacka en app."],
    [{ id: idOf("anna"), name: "Anna Ask" }, "Dig själv kan du inte tacka."],
    [{ id: "29:xerxes", name: "Xerxes" }, "Xerxes är inte med här."],
    [{ id: "tag-1", name: "Design" }, "Jag kan inte se vilka som ingår i Design."],
  ])("tack keeps its words and says in the form, to its sender alone, why %j is not chosen", async (mention, hint) => {
    const h = await harness();

    const card = text(await h.command("anna", `${mention.name} för hjälpen`, [mention]));
    const draftId = /"draftId":"([^"]+)"/.exec(card)?.[1];
    const opened = text(await h.click("anna", kudosVerbs.openDraft, { teamId: TEAM, draftId, askerId: idOf("anna") }));

    expect(card).not.toMatch(/Annan|Xerxes|Design|Dig själv|hjälpen/);
    expect(opened).toContain(hint);
    expect(opened).toContain("Tack för hjälpen");
  });

  it("a form opened on a message chooses the message's author and quotes the message", async () => {
    const h = await harness();
    const sourceMessage = { from: { id: idOf("bo"), name: fullName("bo") }, text: "Jag fixade **bygget**" };

    const card = withoutChoices(await kudosFeature.extensions?.[0]?.form(h.as("anna"), draftOn(sourceMessage)));

    expect(card).toContain(`"value":"${idOf("bo")}"`);
    expect(card).toContain("Jag fixade **bygget**");
  });

  it("the form offers a search instead of a list when the team has 120 members", async () => {
    const h = await harness();
    const many = Array.from({ length: 120 }, (_, i) => ({
      id: `p${i}`,
      name: `Person ${i}`,
      isGuest: false,
      isExternal: false,
    }));
    const roster = { members: async () => many, isChannelOf: async () => false, forget() {} };

    const card = text(await kudosFeature.extensions?.[0]?.form(h.as("anna", { roster }), undefined));

    expect(card).toContain("graph.microsoft.com/users?scope=currentContext");
    expect(card).toContain("Tacka hela teamet");
  });
});
