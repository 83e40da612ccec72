import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { kudosFeature } from "#bot/features/kudos/feature.ts";
import { draftOn, fullName, harness, idOf, TEAM, text } from "./kudos-harness.ts";

describe("the form", () => {
  it.each(["sv", "en"] as const)("sent as it stands, in %s, says nothing yet", async (locale) => {
    const h = await harness({}, { locale });
    const [, starter] = /"value":"(T[^"]+ )"/.exec(text(await h.command("anna", ""))) ?? [];

    expect(await h.refusal(() => h.thank("anna", ["bo"], { words: starter }), "en")).toContain("Write a few words");
  });

  const said = (reply: unknown) => text(reply).replace(/"choices":\[.*?\]/g, "");

  it("stands in the channel only while it is empty", async () => {
    const h = await harness();

    const empty = text(await h.command("anna", ""));

    expect(empty).toContain('"Tack för att du "');
    expect(empty).toContain('"Tacka i kanalen"');
    expect(empty).toContain('"Tacka privat"');
    expect(empty).toContain('"title":"Hela teamet"');
    expect(empty).not.toContain('"title":"Anna Ask"');
  });

  it.each(["openly", "betweenUs"] as const)(
    "waits for its sender once it holds anything, also for a recipient who wishes %s",
    async (wish) => {
      const h = await harness({ cia: wish });
      const cia = { id: idOf("cia"), name: fullName("cia") };

      const card = text(await h.command("anna", "Cia räddade dagen", [cia]));
      const draftId = /"draftId":"([^"]+)"/.exec(card)?.[1];

      expect(card).not.toMatch(new RegExp(`Cia|${idOf("cia")}`));
      const data = { teamId: TEAM, draftId, askerId: idOf("anna") };
      const opened = said(await h.click("anna", kudosVerbs.openDraft, data));
      expect(opened).toContain("Cia räddade dagen");
      expect(opened).toContain(idOf("cia"));
      expect(await h.refusal(() => h.click("bo", kudosVerbs.openDraft, data))).toContain("Formuläret är Anna Asks.");
    },
  );

  it("is filled in at once in a personal chat", async () => {
    const h = await harness();

    const card = said(await h.command("anna", "Cia räddade dagen", [{ id: idOf("cia"), name: fullName("cia") }], true));

    expect(card).toContain("Cia räddade dagen");
  });

  it.each([
    [{ id: "28:gnista", name: "Gnista" }, "Ett program kan man inte tacka."],
    [{ id: idOf("anna"), name: "Anna Ask" }, "Dig själv kan du inte tacka."],
    [{ id: "stranger", name: "Xerxes" }, "Den personen är inte med i teamet."],
  ])("says at once that it will not work to thank %j", async (mention, refusal) => {
    const h = await harness();

    expect(await h.refusal(() => h.command("anna", "tack", [mention]))).toContain(refusal);
  });

  it("knows on a message whom it is about, and shows what they wrote", async () => {
    const h = await harness();
    const about = { from: { id: idOf("bo"), name: fullName("bo") }, text: "Jag fixade **bygget**" };

    const card = said(await kudosFeature.extensions?.[0]?.form(h.as("anna"), draftOn(about)));

    expect(card).toContain(`"value":"${idOf("bo")}"`);
    expect(card).toContain("Jag fixade **bygget**");
  });

  it("keeps all that was typed when it was refused, whatever that was", async () => {
    const h = await harness();
    const draft = { ...h.draft({ recipients: [idOf("bo")], words: "x".repeat(600) }), kind: "progress" };
    const form = (sent: unknown) => kudosFeature.extensions?.[0]?.form(h.as("anna"), undefined, sent, "För lång");

    const card = text(await form(draft));

    expect(card).toContain("För lång");
    expect(card).toContain("x".repeat(500));
    expect(card).toContain(draft.nonce);
    for (const odd of [null, 1, "x", [], { words: 1, recipients: { a: 1 }, kind: [], value: {}, nonce: null }]) {
      expect(text(await form(odd))).toContain("Tack för att du ");
    }
  });

  it("asks people to search where the team is too large for a list", async () => {
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
