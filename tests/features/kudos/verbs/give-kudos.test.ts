import { expect, it } from "vitest";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { everyone, harness, idOf, now, TEAM, text } from "../kudos-harness.ts";

it("shows the card without its words when they name a person who did not choose to be shown", async () => {
  const h = await harness({ bo: "openly", dan: "betweenUs" });

  const reply = await h.thank("anna", ["bo"], { words: "Tack för att du täckte Dans pass" });
  await h.settle();

  expect(text(reply)).toContain("Kortet visas utan text, och Bo Berg får den privat.");
  expect(now(h.inChannel()[0])).toContain("Anna Ask tackar Bo Berg");
  expect(now(h.inChannel()[0])).not.toContain("Dan");
  expect(now(h.sentTo("bo")[0])).toContain("Dans pass");
});

it.each([
  ["sv", ["bo"], "Texten nämner någon som inte valt att synas. Kortet visas utan text, och Bo Berg får den privat."],
  ["sv", ["bo", "cia"], "Kortet visas utan text, och Bo Berg och Cia Ceder får den privat."],
  ["en", ["bo"], "The card is shown without the text, and Bo Berg will get it privately."],
] as const)("tells the sender (%s) that %j get the words that the card does not show", async (locale, to, says) => {
  const h = await harness({ bo: "openly", cia: "openly", dan: "betweenUs" });
  const draft = h.draft({ recipients: to.map(idOf).join(","), words: "Tack för att du täckte Dans pass" });

  const reply = await h.click("anna", kudosVerbs.give, draft, { locale });
  const plain = await h.click("anna", kudosVerbs.give, h.draft({ recipients: idOf("cia") }));
  await h.settle();

  expect(text(reply)).toContain(says);
  expect(text(plain)).not.toMatch(/får den privat|get it privately/);
  for (const who of to) {
    expect(now(h.sentTo(who)[0])).toContain("Dans pass");
  }
});

it("posts thanks to the whole team and a small win without a person's name, and counts both in the week", async () => {
  const h = await harness();

  await h.click("anna", kudosVerbs.give, h.draft({ recipients: "team" }));
  await h.settle();
  await h.click("bo", kudosVerbs.give, h.draft({ kind: "progress", words: "Vi blev klara med flytten" }));
  await h.settle();

  expect(now(h.inChannel()[0])).toContain("Anna Ask tackar hela teamet");
  expect(now(h.inChannel()[1])).toContain("Bo Berg berättar om ett framsteg");
  const week = await h.services().store.get(teamPartition(TEAM), "w|2026-W06");
  expect(week?.data).toMatchObject({ acts: { thanks: 1, progress: 1 } });
});

it("sends nothing to a recipient who prefers to hear the thanks in person, and tells the sender", async () => {
  const h = await harness({ bo: "inPerson", cia: "openly" });

  expect(await h.refusal(() => h.thank("anna", ["bo"]))).toBe("Bo Berg vill helst höra det direkt från dig.");
  const reply = await h.thank("anna", ["bo", "cia"]);
  await h.settle();

  expect(text(reply)).toContain("Bo Berg vill helst höra det direkt från dig.");
  expect(h.sentTo("bo")).toEqual([]);
  expect(now(h.inChannel()[0])).not.toContain("Bo Berg");
});

it("gives the thanks once, with the same answer, when a form is sent in parallel and hours later again", async () => {
  const h = await harness({ bo: "openly" });
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
  const week = await h.services().store.get(teamPartition(TEAM), "w|2026-W06");
  expect(week?.data).toMatchObject({ acts: { thanks: 1 } });
});

const long = "x".repeat(501);

it.each([
  ["oneself", { recipients: idOf("anna") }, "Dig själv kan du inte tacka.", "You can't thank yourself."],
  ["a bot", { recipients: "28:gnista" }, "Det går inte att tacka en app.", "You can't thank an app."],
  ["a stranger", { recipients: "nobody" }, "Den personen är inte med", "That person isn't"],
  ["nobody", {}, "Vem vill du tacka? Utan mottagare", "Who would you like to thank? You can share"],
  ["nobody, privately", { audience: "private" }, "Välj minst en person.", "Choose at least one person."],
  ["no words", { recipients: idOf("bo"), words: " \u200B\n" }, "Skriv några ord", "Write a few words"],
  ["only the starter", { recipients: idOf("bo"), words: "Tack för att du " }, "Skriv några ord", "Write a few words"],
  ["only a win's starter", { kind: "progress", words: "Vi blev klara med" }, "Skriv några ord", "Write a few words"],
  ["no words at all", { recipients: idOf("bo"), words: undefined }, "Skriv några ord", "Write a few words"],
  ["too many words", { recipients: idOf("bo"), words: long }, "Korta den till 500", "Shorten it to 500"],
  ["twenty-one people", { recipients: Array.from({ length: 21 }, (_, i) => `p${i}`) }, "högst tjugo", "at most twenty"],
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
])("refuses thanks with this content and tells in both languages what to do: %s", async (_, change, sv, en) => {
  const h = await harness();
  const run = (locale: "sv" | "en") =>
    h.refusal(() => h.click("anna", kudosVerbs.give, h.draft(change), { locale }), locale);

  expect(await run("sv")).toContain(sv);
  expect(await run("en")).toContain(en);
  await h.settle();
  expect([...h.inChannel(), ...everyone.flatMap(h.sentTo)]).toEqual([]);
});

it("refuses thanks to a member who has left the team", async () => {
  const h = await harness();
  h.leave("bo");

  expect(await h.refusal(() => h.thank("anna", ["bo"]))).toContain("är inte med i teamet.");
});

it("refuses the fourth thanks to one person in a day, but neither to another person nor the next day", async () => {
  const h = await harness({ bo: "openly", cia: "openly" });
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

it("refuses the fourth thanks to the whole team in a day", async () => {
  const h = await harness();
  const toAll = () => h.click("anna", kudosVerbs.give, h.draft({ recipients: "team" }));
  await Promise.all([toAll(), toAll(), toAll()]);

  expect(await h.refusal(toAll)).toBe("Tre tack till hela teamet i dag. Spara det här till i morgon.");
  expect(await h.refusal(toAll, "en")).toBe("Three thanks to the whole team today. Save this for tomorrow.");
});

it("accepts three of four simultaneous thanks to one person", async () => {
  const h = await harness({ bo: "openly" });

  const all = await Promise.allSettled([1, 2, 3, 4].map(() => h.thank("anna", ["bo"])));
  await h.settle();

  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  expect(h.inChannel()).toHaveLength(3);
});

it("refuses a form that another person requested", async () => {
  const h = await harness({ bo: "openly" });
  const draft = h.draft({ recipients: idOf("cia"), askerId: idOf("anna") });

  expect(await h.refusal(() => h.click("bo", kudosVerbs.give, draft))).toBe(
    "Formuläret tillhör Anna Ask. Skriv ”@Gnista tack” så får du ett eget.",
  );
});

it("shows hostile words on the card as plain text, without mentions and invisible characters", async () => {
  const h = await harness({ bo: "openly" });
  const words = ["**fet** [x](https://evil.example)", "<at>Bo Berg</at>", "{{DATE()}}", "👩‍👩‍👧‍👦", "مرحبا"];
  for (const one of words) {
    await h.thank("anna", ["bo"], {
      words: `${one} \u202E\u200B`,
      nonce: mintIdempotencyToken(new Date("2026-02-03T08:00:00Z")),
    });
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
