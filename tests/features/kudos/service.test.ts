import fc from "fast-check";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { mintNonce } from "#bot/core/nonce.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { share } from "#bot/features/kudos/handlers/jobs.ts";
import { kudosSlice } from "#bot/features/kudos/handlers.ts";
import { exportThanks, recentThanks } from "#bot/features/kudos/service.ts";
import type { Wish } from "#bot/features/people/contract.ts";
import { personSettings, teamPartition } from "#bot/features/people/service.ts";
import { aHouse, everyone, fullName, type House, idOf, kudosIdIn, type Name, now, TEAM } from "./a-house.ts";

let opened: House[] = [];
afterEach(async () => {
  await Promise.all(opened.map((house) => house.close()));
  opened = [];
});

async function house(wishes: Partial<Record<Name, Wish>> = {}, parts: Parameters<typeof aHouse>[0] = {}) {
  const made = await aHouse(parts);
  opened.push(made);
  onTestFinished(() => expect(made.errors).toEqual([]));
  for (const [who, wish] of Object.entries(wishes)) {
    await made.wishes(who as Name, wish);
  }
  return made;
}

const text = (reply: unknown) => JSON.stringify(reply);

describe("thanking in the channel", () => {
  it("shows who, to whom and the words, once", async () => {
    const h = await house({ bo: "openly" });

    const reply = await h.thank("anna", ["bo"], { value: "Mod" });
    await h.settle();

    expect(text(reply)).toContain("Det syns i kanalen.");
    expect(h.inChannel()).toHaveLength(1);
    expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Bo Berg");
    expect(now(h.inChannel()[0])).toContain("Tack för hjälpen");
    expect(now(h.inChannel()[0])).toContain("Mod");
    expect(h.sentTo("bo")).toEqual([]);
  });

  it("asks first whoever has not chosen, and shows it when they say so", async () => {
    const h = await house();
    const reply = await h.thank("anna", ["cia"], { words: "Tack Cia för hjälpen" });
    await h.settle();
    expect(text(reply)).toContain("Skickat. Cia Ceder väljer om det ska synas.");
    expect(h.inChannel()).toEqual([]);
    const asked = now(h.sentTo("cia")[0]);
    expect(asked).toContain("Anna Ask vill tacka dig i kanalen. Okej?");

    await h.click("cia", kudosVerbs.showThanks, { kudosId: kudosIdIn(asked) });
    await h.settle();

    expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Cia Ceder");
    expect(now(h.inChannel()[0])).toContain("Tack Cia för hjälpen");
    expect(now(h.sentTo("cia")[0])).not.toContain("Okej?");
    expect((await personSettings(h.world(), idOf("cia"))).wish).toBe("openly");
  });

  it("remembers that somebody would rather keep it between the two", async () => {
    const h = await house();
    await h.thank("anna", ["cia"]);
    await h.settle();

    await h.click("cia", kudosVerbs.keepBetweenUs, { kudosId: kudosIdIn(now(h.sentTo("cia")[0])) });
    await h.thank("bo", ["cia"]);
    await h.settle();

    expect(h.inChannel()).toEqual([]);
    expect(now(h.sentTo("cia")[1])).toContain("Det här stannar mellan er.");
    expect((await personSettings(h.world(), idOf("cia"))).wish).toBe("betweenUs");
  });

  it("adds a name to the card when somebody who was asked lets it be seen", async () => {
    const h = await house({ bo: "openly" });
    await h.thank("anna", ["bo", "cia"]);
    await h.settle();
    expect(now(h.inChannel()[0])).not.toContain("Cia");

    await h.click("cia", kudosVerbs.showThanks, { kudosId: kudosIdIn(now(h.sentTo("cia")[0])) });
    await h.settle();

    expect(h.inChannel()).toHaveLength(1);
    expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Bo Berg och Cia Ceder");
  });

  it("shows the card without words that name somebody who has not chosen to be seen", async () => {
    const h = await house({ bo: "openly", dan: "betweenUs" });

    const reply = await h.thank("anna", ["bo"], { words: "Tack för att du täckte Dans pass" });
    await h.settle();

    expect(text(reply)).toContain("Därför visas kortet utan dem, och Bo Berg får dem privat.");
    expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Bo Berg");
    expect(now(h.inChannel()[0])).not.toContain("Dan");
    expect(now(h.sentTo("bo")[0])).toContain("Dans pass");
  });

  it("thanks the whole team, naming nobody, and shares a small win of nobody in particular", async () => {
    const h = await house();

    await h.click("anna", kudosVerbs.give, h.draft({ recipients: "team" }));
    await h.settle();
    await h.click("bo", kudosVerbs.give, h.draft({ kind: "progress", words: "Vi blev klara med flytten" }));
    await h.settle();

    expect(now(h.inChannel()[0])).toContain("Anna Ask tackar hela teamet");
    expect(now(h.inChannel()[1])).toContain("Bo Berg berättar om ett framsteg");
    const week = await h.world().store.get(teamPartition(TEAM), "w|2026-W06");
    expect(week?.data).toMatchObject({ acts: { thanks: 1, progress: 1 } });
  });

  it("tells the sender what to do when the channel cannot be reached, once", async () => {
    const h = await house({ bo: "openly" });
    h.cannotReach(TEAM);

    await h.thank("anna", ["bo"]);
    await h.settle();
    await h.settle();

    expect(h.sentTo("anna")).toHaveLength(1);
    expect(now(h.sentTo("anna")[0])).toContain("Lägg till Gnista i kanalen");
  });

  it("speaks the team's language in the channel and the person's in private", async () => {
    const h = await house({ bo: "openly" }, { locale: "en" });

    await h.thank("anna", ["bo", "cia"]);
    await h.settle();

    expect(now(h.inChannel()[0])).toContain("Anna Ask thanks Bo Berg");
    expect(now(h.sentTo("cia")[0])).toContain("wants to thank you in the channel");
  });
});

describe("thanking in private", () => {
  it("leaves nothing in the team's partition", async () => {
    const h = await house({ bo: "openly" });
    const before = await h.world().store.range(teamPartition(TEAM));

    const reply = await h.thank("anna", ["bo"], { audience: "private" });
    await h.settle();

    expect(text(reply)).toContain("Bo Berg får det privat.");
    expect(await h.world().store.range(teamPartition(TEAM))).toEqual(before);
    expect(h.inChannel()).toEqual([]);
    expect(now(h.sentTo("bo")[0])).toContain("Tack för hjälpen");
  });

  it("waits in the inbox where it cannot be delivered, and tells the sender", async () => {
    const h = await house();
    h.cannotReach(idOf("bo"));

    await h.thank("anna", ["bo"], { audience: "private" });
    await h.settle();

    const inbox = await h.world().store.range(`inbox|${idOf("bo")}`);
    expect(inbox.items[0]?.data).toMatchObject({ words: "Tack för hjälpen", sender: { name: "Anna Ask" } });
    expect(now(h.sentTo("anna")[0])).toContain("Jag når inte Bo Berg i Teams. Ditt tack väntar i Gnista.");
  });

  it("sends nothing to whoever would rather hear it", async () => {
    const h = await house({ bo: "inPerson", cia: "openly" });

    expect(await h.refusal(() => h.thank("anna", ["bo"]))).toBe("Bo Berg vill helst höra det direkt från dig.");
    const reply = await h.thank("anna", ["bo", "cia"]);
    await h.settle();

    expect(text(reply)).toContain("Bo Berg vill helst höra det direkt från dig.");
    expect(h.sentTo("bo")).toEqual([]);
    expect(now(h.inChannel()[0])).not.toContain("Bo Berg");
  });
});

describe("a refusal says what to do, in both languages", () => {
  const long = "x".repeat(501);
  it.each([
    ["oneself", { recipients: idOf("anna") }, "Dig själv kan du inte tacka.", "You can't thank yourself."],
    ["a bot", { recipients: "28:gnista" }, "Ett program kan man inte tacka.", "A program can't be thanked."],
    ["a stranger", { recipients: "nobody" }, "Den personen är inte med", "That person isn't"],
    ["nobody", {}, "Vem vill du tacka? Utan mottagare", "Who would you like to thank? Without anyone"],
    ["nobody, privately", { audience: "private" }, "Välj minst en person.", "Choose at least one person."],
    ["no words", { recipients: idOf("bo"), words: " \u200B\n" }, "Skriv några ord", "Write a few words"],
    ["only the starter", { recipients: idOf("bo"), words: "Tack för att du " }, "Skriv några ord", "Write a few words"],
    ["no words at all", { recipients: idOf("bo"), words: undefined }, "Skriv några ord", "Write a few words"],
    ["too many words", { recipients: idOf("bo"), words: long }, "Korta den till 500", "Shorten it to 500"],
    [
      "twenty-one people",
      { recipients: Array.from({ length: 21 }, (_, i) => `p${i}`) },
      "högst tjugo",
      "at most twenty",
    ],
    ["a value that is gone", { recipients: idOf("bo"), value: "Fart" }, "finns inte kvar", "no longer has that value"],
    [
      "a small win that names somebody",
      { kind: "progress", words: "Cia är klar" },
      "Orden nämner Cia Ceder",
      "The words mention Cia Ceder",
    ],
    [
      "everybody in private",
      { recipients: "team", audience: "private" },
      "Hela teamet tackas i kanalen.",
      "The whole team is thanked in the channel.",
    ],
    [
      "an old form",
      { recipients: idOf("bo"), nonce: `abc.${"x".repeat(16)}` },
      "Formuläret är för gammalt.",
      "This form is too old.",
    ],
  ])("%s", async (_, change, sv, en) => {
    const h = await house();
    const run = (locale: "sv" | "en") =>
      h.refusal(() => h.click("anna", kudosVerbs.give, h.draft(change), { locale }), locale);

    expect(await run("sv")).toContain(sv);
    expect(await run("en")).toContain(en);
    await h.settle();
    expect([...h.inChannel(), ...everyone.flatMap(h.sentTo)]).toEqual([]);
  });

  it("a member who left", async () => {
    const h = await house();
    h.leave("bo");

    expect(await h.refusal(() => h.thank("anna", ["bo"]))).toContain("är inte med i teamet.");
  });

  it("the fourth to one person in a day, but not to another, and not tomorrow", async () => {
    const h = await house({ bo: "openly", cia: "openly" });
    for (let i = 0; i < 3; i++) {
      await h.thank("anna", ["bo"]);
    }

    expect(await h.refusal(() => h.thank("anna", ["cia", "bo"]))).toBe(
      "Tre tack till Bo Berg i dag. Spara det här till i morgon.",
    );
    expect(await h.refusal(() => h.thank("anna", ["bo"]), "en")).toBe(
      "Three thanks to Bo Berg today. Save this for tomorrow.",
    );
    for (let i = 0; i < 3; i++) {
      await h.thank("anna", ["cia"]);
    }
    h.later(24 * 3600 * 1000);
    await h.thank("anna", ["bo"]);
    await h.settle();
    expect(h.inChannel()).toHaveLength(7);
  });

  it("the fourth to the whole team", async () => {
    const h = await house();
    const toAll = () => h.click("anna", kudosVerbs.give, h.draft({ recipients: "team" }));
    await Promise.all([toAll(), toAll(), toAll()]);

    expect(await h.refusal(toAll)).toBe("Tre tack till hela teamet i dag. Spara det här till i morgon.");
    expect(await h.refusal(toAll, "en")).toBe("Three thanks to the whole team today. Save this for tomorrow.");
  });

  it("four at the same moment are three", async () => {
    const h = await house({ bo: "openly" });

    const all = await Promise.allSettled([1, 2, 3, 4].map(() => h.thank("anna", ["bo"])));
    await h.settle();

    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect(h.inChannel()).toHaveLength(3);
  });

  it("a form that somebody else asked for", async () => {
    const h = await house({ bo: "openly" });
    const draft = h.draft({ recipients: idOf("cia"), askerId: idOf("anna") });

    expect(await h.refusal(() => h.click("bo", kudosVerbs.give, draft))).toBe(
      "Formuläret är Anna Asks. Skriv tack så får du ett eget.",
    );
  });
});

describe("one click acts once", () => {
  it("however often and however it is sent", async () => {
    const h = await house({ bo: "openly" });
    const draft = h.draft({ recipients: [idOf("bo"), idOf("cia")].join(",") });
    const give = () => h.click("anna", kudosVerbs.give, draft);

    const replies = await Promise.all([give(), give(), give()]);
    await h.settle();
    replies.push(await give());
    await h.settle();
    h.later(3 * 3600 * 1000);
    replies.push(await give());
    await h.settle();

    expect(new Set(replies.map(text)).size).toBe(1);
    expect(h.inChannel()).toHaveLength(1);
    expect(h.inChannel()[0]?.versions).toHaveLength(1);
    expect(h.sentTo("cia")).toHaveLength(1);
    const week = await h.world().store.get(teamPartition(TEAM), "w|2026-W06");
    expect(week?.data).toMatchObject({ acts: { thanks: 1 } });
  });

  it.each(["showThanks", "keepBetweenUs", "remove", "restore"] as const)(
    "%s may be sent twice, and in parallel",
    async (verb) => {
      const h = await house({ bo: "openly" });
      await h.thank("anna", ["bo", "cia"]);
      await h.settle();
      const kudosId = kudosIdIn(now(h.sentTo("cia")[0]));
      const click = () => h.click("cia", kudosVerbs[verb], { kudosId });

      const replies = await Promise.all([click(), click()]);
      await h.settle();
      replies.push(await click());
      await h.settle();

      expect(new Set(replies.map(text)).size).toBe(1);
      expect(h.inChannel()).toHaveLength(1);
      expect(h.sentTo("cia")).toHaveLength(1);
    },
  );

  it("a job that runs twice, or on two machines at once, posts once", async () => {
    const h = await house({ bo: "openly" });
    const kudosId = kudosIdIn(text(await h.thank("anna", ["bo"])));
    const work = { pk: `kudos|${kudosId}`, id: "kudos" };
    const ctx = () => ({ ...h.world(), outbox: h.outbox });

    await Promise.allSettled([share(ctx(), work), share(ctx(), work), share(ctx(), work)]);
    await h.settle();

    expect(h.inChannel()).toHaveLength(1);
  });
});

describe("thanks from me too", () => {
  async function aCard() {
    const h = await house({ bo: "openly" });
    await h.thank("anna", ["bo"]);
    await h.settle();
    return { h, kudosId: kudosIdIn(now(h.inChannel()[0])) };
  }

  it("is for the one who was thanked to see, and changes nothing for others", async () => {
    const { h, kudosId } = await aCard();

    const replies = await Promise.all(
      (["cia", "dan", "eva", "cia"] as const).map((who) => h.click(who, kudosVerbs.alsoThank, { kudosId })),
    );
    await h.settle();

    expect(text(replies[0])).toContain("Du tackar också.");
    expect(h.inChannel()[0]?.versions).toHaveLength(1);
    expect(text(await h.click("bo", kudosVerbs.mine, { kudosId }))).toContain(
      "Cia Ceder, Dan Dahl och Eva Ek tackar också.",
    );
    expect(text(await h.click("anna", kudosVerbs.mine, { kudosId }))).not.toContain("Cia Ceder");
    expect(await h.refusal(() => h.click("cia", kudosVerbs.mine, { kudosId }))).toContain("Bara den som tackade");
  });

  it("can be undone, and is not for those it is about", async () => {
    const { h, kudosId } = await aCard();
    await h.click("cia", kudosVerbs.alsoThank, { kudosId });

    const undone = await h.click("cia", kudosVerbs.undoAlso, { kudosId });

    expect(text(undone)).toContain('"Tackar också"');
    expect(text(await h.click("bo", kudosVerbs.mine, { kudosId }))).not.toContain("Cia Ceder");
    for (const who of ["anna", "bo"] as const) {
      expect(await h.refusal(() => h.click(who, kudosVerbs.alsoThank, { kudosId }))).toBe(
        "Det här tacket är redan ditt.",
      );
    }
  });

  it("cannot find out whether a private thank-you exists", async () => {
    const h = await house();
    const kudosId = kudosIdIn(text(await h.thank("anna", ["bo"], { audience: "private" })));

    for (const verb of [kudosVerbs.alsoThank, kudosVerbs.mine, kudosVerbs.remove, kudosVerbs.showThanks]) {
      expect(await h.refusal(() => h.click("cia", verb, { kudosId }))).toBe("Det här finns inte kvar.");
      expect(await h.refusal(() => h.click("cia", verb, { kudosId: "x".repeat(22) }))).toBe("Det här finns inte kvar.");
    }
  });
});

describe("removing", () => {
  it("by the sender leaves a line without names, and can be undone", async () => {
    const h = await house({ bo: "openly" });
    const kudosId = kudosIdIn(text(await h.thank("anna", ["bo", "cia"])));
    await h.settle();

    const reply = await h.click("anna", kudosVerbs.remove, { kudosId });
    await h.settle();

    expect(text(reply)).toContain("Tacket är borttaget.");
    expect(now(h.inChannel()[0])).toContain("Det här är borttaget.");
    expect(now(h.inChannel()[0])).not.toMatch(/Anna|Bo Berg/);
    expect(now(h.sentTo("cia")[0])).not.toContain("Tack för hjälpen");
    expect(await recentThanks(h.world(), TEAM, "Europe/Stockholm")).toEqual([]);
    expect(await h.refusal(() => h.click("dan", kudosVerbs.alsoThank, { kudosId }))).toBe("Tacket är borttaget.");

    await h.click("anna", kudosVerbs.restore, { kudosId });
    await h.settle();
    expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Bo Berg");
    expect(h.inChannel()).toHaveLength(1);
    expect(h.sentTo("cia")).toHaveLength(1);
    const week = await h.world().store.get(teamPartition(TEAM), "w|2026-W06");
    expect(week?.data).toMatchObject({ acts: { thanks: 1 } });
  });

  it("by a recipient takes their name away, also from the words, and the last one takes all", async () => {
    const h = await house({ bo: "openly", cia: "openly" });
    const kudosId = kudosIdIn(text(await h.thank("anna", ["bo", "cia"], { words: "Tack Cia och du!" })));
    await h.settle();

    await h.click("cia", kudosVerbs.remove, { kudosId });
    await h.settle();
    expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Bo Berg");
    expect(now(h.inChannel()[0])).not.toContain("Cia");

    h.leave("bo");
    await h.click("bo", kudosVerbs.remove, { kudosId }, { team: undefined });
    await h.settle();
    expect(now(h.inChannel()[0])).toContain("Det här är borttaget.");
  });

  it("is for nobody else", async () => {
    const h = await house({ bo: "openly" });
    const kudosId = kudosIdIn(text(await h.thank("anna", ["bo"])));

    expect(await h.refusal(() => h.click("cia", kudosVerbs.remove, { kudosId }))).toContain("Bara den som tackade");
    expect(await h.refusal(() => h.click("anna", kudosVerbs.showThanks, { kudosId }))).toContain("Bara den");
  });
});

it("a used form becomes a line without names for everybody, and its sender finds the receipt", async () => {
  const h = await house({ bo: "openly" });
  const clicked = await h.outbox.post({ kind: "conversation", conversationId: TEAM }, { text: "the form" });

  const draft = h.draft({ recipients: idOf("bo"), askerId: idOf("anna"), door: "message" });
  await h.click("anna", kudosVerbs.give, draft, { clicked });
  await h.settle();

  const line = now(h.inChannel()[0]);
  expect(line).toContain("Ett tack är skickat härifrån.");
  expect(line).not.toMatch(/Anna|Bo Berg/);
  const kudosId = kudosIdIn(line);
  expect(text(await h.click("anna", kudosVerbs.receipt, { kudosId }))).toContain("Det syns i kanalen.");
  expect(await h.refusal(() => h.click("bo", kudosVerbs.receipt, { kudosId }))).toContain("Bara den som tackade");
});

it("the team's fortnight shows what is public, the newest first", async () => {
  const h = await house({ bo: "openly" });
  await h.thank("anna", ["bo"], { words: "äldst" });
  await h.thank("anna", ["cia"], { words: "osedd" });
  await h.settle();
  h.later(10 * 24 * 3600 * 1000);
  await h.thank("anna", ["bo"], { words: "nyast" });
  await h.settle();

  const words = async () => (await recentThanks(h.world(), TEAM, "Europe/Stockholm")).map((line) => line.words);

  expect(await words()).toEqual(["nyast", "äldst"]);
  h.later(5 * 24 * 3600 * 1000);
  expect(await words()).toEqual(["nyast"]);
});

it("one's own data holds what one gave and got, and not what was only to be said aloud", async () => {
  const h = await house({ bo: "openly", dan: "inPerson" });
  const kudosId = kudosIdIn(text(await h.thank("anna", ["bo", "dan"])));
  await h.click("cia", kudosVerbs.alsoThank, { kudosId });

  expect(await exportThanks(h.world(), idOf("anna"))).toMatchObject([{ role: "sender", words: "Tack för hjälpen" }]);
  expect(await exportThanks(h.world(), idOf("bo"))).toMatchObject([{ role: "recipient", words: "Tack för hjälpen" }]);
  expect(await exportThanks(h.world(), idOf("cia"))).toMatchObject([{ role: "also", sender: "Anna Ask" }]);
  expect(text(await exportThanks(h.world(), idOf("dan")))).not.toContain("hjälpen");
});

describe("the form", () => {
  it.each(["sv", "en"] as const)("sent as it stands, in %s, says nothing yet", async (locale) => {
    const h = await house({}, { locale });
    const [, starter] = /"value":"(T[^"]+ )"/.exec(text(await h.command("anna", ""))) ?? [];

    expect(await h.refusal(() => h.thank("anna", ["bo"], { words: starter }), "en")).toContain("Write a few words");
  });

  const said = (reply: unknown) => text(reply).replace(/"choices":\[.*?\]/g, "");

  it("stands in the channel empty, or with what may stand there", async () => {
    const h = await house({ bo: "openly" });
    const bo = { id: idOf("bo"), name: fullName("bo") };

    const empty = text(await h.command("anna", ""));
    const filled = said(await h.command("anna", "Bo Berg för hjälpen", [bo]));

    expect(empty).toContain('"Tack för att du "');
    expect(empty).toContain('"Tacka i kanalen"');
    expect(empty).toContain('"Tacka privat"');
    expect(empty).toContain('"title":"Hela teamet"');
    expect(empty).not.toContain('"title":"Anna Ask"');
    expect(filled).toContain(`"value":"${idOf("bo")}"`);
    expect(filled).toContain('"Tack för hjälpen"');
  });

  it("waits for its sender where it would name somebody who has not chosen to be seen", async () => {
    const h = await house({ bo: "openly" });
    const cia = { id: idOf("cia"), name: fullName("cia") };

    const card = text(await h.command("anna", "Cia räddade dagen", [cia]));
    const draftId = /"draftId":"([^"]+)"/.exec(card)?.[1];

    expect(card).not.toMatch(new RegExp(`Cia|${idOf("cia")}`));
    const data = { teamId: TEAM, draftId, askerId: idOf("anna") };
    const opened = said(await h.click("anna", kudosVerbs.openDraft, data));
    expect(opened).toContain("Cia räddade dagen");
    expect(opened).toContain(idOf("cia"));
    expect(await h.refusal(() => h.click("bo", kudosVerbs.openDraft, data))).toContain("Formuläret är Anna Asks.");
  });

  it("is filled in at once in a personal chat", async () => {
    const h = await house();

    const card = said(await h.command("anna", "Cia räddade dagen", [{ id: idOf("cia"), name: fullName("cia") }], true));

    expect(card).toContain("Cia räddade dagen");
  });

  it.each([
    [{ id: "28:gnista", name: "Gnista" }, "Ett program kan man inte tacka."],
    [{ id: idOf("anna"), name: "Anna Ask" }, "Dig själv kan du inte tacka."],
    [{ id: "stranger", name: "Xerxes" }, "Den personen är inte med i teamet."],
  ])("says at once that it will not work to thank %j", async (mention, refusal) => {
    const h = await house();

    expect(await h.refusal(() => h.command("anna", "tack", [mention]))).toContain(refusal);
  });

  it("knows on a message whom it is about, and shows what they wrote", async () => {
    const h = await house();
    const about = { from: { id: idOf("bo"), name: fullName("bo") }, text: "Jag fixade **bygget**" };

    const card = said(await kudosSlice.extensions?.[0]?.form(h.as("anna"), about));

    expect(card).toContain(`"value":"${idOf("bo")}"`);
    expect(card).toContain("Jag fixade **bygget**");
    expect(card).toContain("Action.Submit");
    expect(card).not.toContain("Action.Execute");
  });

  it("keeps all that was typed when it was refused, whatever that was", async () => {
    const h = await house();
    const draft = { ...h.draft({ recipients: [idOf("bo")], words: "x".repeat(600) }), kind: "progress" };
    const form = (sent: unknown) => kudosSlice.extensions?.[0]?.form(h.as("anna"), undefined, sent, "För lång");

    const card = text(await form(draft));

    expect(card).toContain("För lång");
    expect(card).toContain("x".repeat(500));
    expect(card).toContain(draft.nonce);
    for (const odd of [null, 1, "x", [], { words: 1, recipients: { a: 1 }, kind: [], value: {}, nonce: null }]) {
      expect(text(await form(odd))).toContain("Tack för att du ");
    }
  });

  it("asks people to search where the team is too large for a list", async () => {
    const h = await house();
    const many = Array.from({ length: 120 }, (_, i) => ({ id: `p${i}`, name: `Person ${i}`, isGuest: false }));
    const roster = { members: async () => many, forget() {} };

    const card = text(await kudosSlice.extensions?.[0]?.form(h.as("anna", { roster }), undefined));

    expect(card).toContain("graph.microsoft.com/users?scope=currentContext");
    expect(card).toContain("Tacka hela teamet");
  });
});

it("malformed data of any shape is refused in words, never by a stumble", async () => {
  const h = await house({ bo: "openly" });
  const verbs = Object.values(kudosVerbs);
  const good = h.draft({ recipients: idOf("bo") });
  const odd = fc.oneof(
    fc.anything(),
    fc.constantFrom("", "28:x", TEAM, "x".repeat(22), "|", "a,b", `${idOf("bo")},${idOf("bo")}`),
  );
  const shape = fc.oneof(
    fc.anything(),
    fc.record(Object.fromEntries([...Object.keys(good), "kudosId", "draftId", "door"].map((key) => [key, odd])), {
      requiredKeys: [],
    }),
    fc.tuple(fc.constantFrom(...Object.keys(good)), odd).map(([key, value]) => ({ ...good, [key]: value })),
  );

  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...verbs), shape, async (verb, data) => {
      expect(await h.refusal(() => h.click("anna", verb, data))).not.toBe("");
    }),
    { numRuns: 1000 },
  );
}, 60_000);

it("hostile words reach the card as they were written, and break nothing on the way", async () => {
  const h = await house({ bo: "openly" });
  const words = ["**fet** [x](https://evil.example)", "<at>Bo Berg</at>", "{{DATE()}}", "👩‍👩‍👧‍👦", "مرحبا"];
  for (const one of words) {
    await h.thank("anna", ["bo"], { words: `${one} \u202E\u200B`, nonce: mintNonce(new Date("2026-02-03T08:00:00Z")) });
    await h.settle();
    h.later(24 * 3600 * 1000);
  }

  const cards = h.inChannel().map(now);

  expect(cards).toHaveLength(words.length);
  expect(cards[0]).toContain("**fet** [x](https://evil.example)");
  expect(cards[1]).toContain("‹at>Bo Berg‹/at>");
  expect(cards[3]).toContain("👩‍👩‍👧‍👦");
  expect(cards.join()).not.toMatch(/[\u202E\u200B]/);
});

describe("the recipient's wish outranks everybody else's", () => {
  const aWish = fc.constantFrom(undefined, "openly", "betweenUs", "inPerson");
  const wishes = fc.record({ bo: aWish, cia: aWish, dan: aWish, eva: aWish, filip: aWish });
  const people = ["bo", "cia", "dan", "eva", "filip"] as const;
  const mention = fc.constantFrom(
    "hjälpen",
    ...people.flatMap((who) => [fullName(who), `${fullName(who).split(" ")[0]}s jobb`]),
  );
  const act = fc.record({
    recipients: fc.subarray([...people]),
    words: fc.array(mention, { minLength: 1, maxLength: 3 }).map((said) => `Tack för ${said.join(" och ")}`),
    audience: fc.constantFrom("team", "private"),
    kind: fc.constantFrom("thanks", "progress", "milestone"),
    wholeTeam: fc.boolean(),
    door: fc.constantFrom("tab", "card", "command"),
  });
  const answer = fc.record({
    who: fc.constantFrom(...people),
    verb: fc.constantFrom("showThanks", "keepBetweenUs", "remove", "restore", "alsoThank"),
  });

  it("no channel post ever names somebody who did not choose to be seen", async () => {
    await fc.assert(
      fc.asyncProperty(
        wishes,
        fc.array(act, { minLength: 1, maxLength: 3 }),
        fc.array(answer, { maxLength: 5 }),
        async (wanted, doings, answers) => {
          const h = await aHouse();
          try {
            const mayBeSeen = new Set<Name>(["anna", ...people.filter((who) => wanted[who] === "openly")]);
            for (const who of people) {
              const wish = wanted[who];
              if (wish) {
                await h.wishes(who, wish as Wish);
              }
            }
            const refused = async (run: () => Promise<unknown>) => h.refusal(run);
            const given: string[] = [];
            for (const { door, ...doing } of doings) {
              if (door === "command") {
                const mentions = doing.recipients.map((who) => ({ id: idOf(who), name: fullName(who) }));
                const form = await h.command("anna", doing.words, mentions);
                await h.outbox.post({ kind: "conversation", conversationId: TEAM }, form);
              }
              const extra = door === "tab" ? { team: undefined } : {};
              const draft = h.draft({ ...doing, recipients: doing.recipients.map(idOf) });
              await refused(async () => {
                given.push(kudosIdIn(text(await h.click("anna", kudosVerbs.give, draft, extra))));
              });
              await h.settle();
            }
            for (const { who, verb } of answers) {
              for (const kudosId of given) {
                const result = await refused(() => h.click(who, kudosVerbs[verb], { kudosId }));
                if ((verb === "showThanks" || verb === "restore") && result === "nothing was refused") {
                  mayBeSeen.add(who);
                }
              }
              await h.settle();
            }

            for (const post of h.inChannel()) {
              const everSaid = post.versions.join("\n").replace(/"choices":\[.*?\]/g, "");
              for (const who of people.filter((one) => !mayBeSeen.has(one))) {
                expect(everSaid).not.toMatch(
                  new RegExp(`(?<!\\p{L})${fullName(who).split(" ")[0]}s?(?!\\p{L})|${idOf(who)}`, "u"),
                );
              }
            }
            expect(h.errors).toEqual([]);
          } finally {
            await h.close();
          }
        },
      ),
      { numRuns: process.env.SOAK ? 1000 : 60 },
    );
  }, 120_000);
});
