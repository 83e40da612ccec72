import { describe, expect, it } from "vitest";
import {
  allVote,
  aMonday,
  anonymityNote,
  asks,
  CLOSES,
  decides,
  figuresOn,
  overview,
  presses,
  privateCard,
  question,
  replies,
  says,
  wordsOn,
} from "./a-question.ts";

describe("a poll with nothing but a question", () => {
  it("posts a poll at once, with a default for everything that the asker did not choose", async () => {
    const team = await aMonday();

    const { replies: answers } = await team.as("anna").says("fråga Flytta mötet till 9?");
    await team.settle();

    const { words } = question(team);
    expect(answers).toEqual([]);
    expect(team.channelPosts()).toHaveLength(1);
    for (const text of ["Anna Ask frågar", "Flytta mötet till 9?", "Ja", "Nej", "Spelar ingen roll"]) {
      expect(words.split("\n")).toContain(text);
    }
    expect(words).toContain(
      "Svara senast i morgon 16:00. Sedan bestämmer Anna Ask och berättar senast torsdag 5 februari.",
    );
    expect(words).toContain("Anonymt i teamet.");
    expect(words).toContain("Du behöver aldrig svara.");
  });

  it("takes a poll from the question through answers to an outcome with its reason", async () => {
    const team = await aMonday();
    await says(team, "anna", "fråga Flytta mötet till 9?");

    for (const [who, title] of [
      ["bo", "Ja"],
      ["cia", "Ja"],
      ["dan", "Nej"],
      ["eva", "Ja"],
      ["filip", "Nej"],
    ] as const) {
      const { card } = await presses(team, who, title);
      expect(wordsOn(card)).toContain("Sparat. Ingen i teamet ser ditt svar.");
    }
    await presses(team, "filip", "Ja");
    await team.settle();
    const open = question(team).words;
    await team.at(CLOSES);
    const closed = question(team).words;
    const response = await decides(team, "anna", { outcome: "0", why: "De flesta har barn att lämna." });

    expect(open).toContain("5 svar hittills.");
    expect(closed).toContain("Frågan är stängd. Besked från Anna Ask senast torsdag 5 februari.");
    expect(closed).toContain("Nästan alla: Ja");
    expect(wordsOn(response.card)).toContain("Ditt besked är sparat och läggs i kanalen.");
    expect(question(team).words).toContain("Så blir det: Ja");
    expect(question(team).words).toContain("Varför: De flesta har barn att lämna.");
    expect(replies(team)).toEqual(["Så blir det: Ja. Varför: De flesta har barn att lämna."]);
    expect(await overview(team, "bo")).toMatchObject({
      decided: [{ outcome: "Ja", why: "De flesta har barn att lämna." }],
      owed: [],
      open: [],
    });
  });
});
const namedNote = "Teamet ser vem som svarat vad när frågan har stängt.";
const settled = {
  advice: "Svara senast i morgon 16:00. Sedan bestämmer Anna Ask och berättar senast torsdag 5 februari.",
  vote: "Flest röster avgör. Stänger i morgon 16:00.",
  consent: "Om ingen invänder före i morgon 16:00 kör vi.",
} as const;

describe.each(["advice", "vote", "consent"] as const)("a poll decided by %s", (mode) => {
  const options = mode === "consent" ? "" : "Bulle\nFrukt\nKaka";
  const names = ["Bulle", "Frukt", "Kaka"];

  describe.each([
    ["anonymous", anonymityNote],
    ["named", namedNote],
  ] as const)("with %s answers", (answers, privacyNote) => {
    it("states before anyone answers how the poll is decided and who sees the answers, and shows only the number of answers until it closes", async () => {
      const team = await aMonday();
      await asks(team, "anna", { mode, answers, options });
      const before = question(team).words;

      await allVote(team, { bo: 0, cia: 0, dan: 1, eva: 1, filip: 0 });

      expect(before).toContain(settled[mode]);
      expect(before).toContain(privacyNote);
      const none = answers === "anonymous" ? "Färre än fem svar hittills." : "Inga svar än.";
      expect(before).toContain(none);
      expect(question(team).words).toBe(before.replace(none, "5 svar hittills."));
      for (const { activity } of question(team).post.versions) {
        expect(figuresOn(wordsOn(activity))).toEqual([]);
      }
    });

    it("shows the permitted result after the close, and the outcome after the asker submits it", async () => {
      const team = await aMonday();
      await asks(team, "anna", { mode, answers, options });
      await allVote(team, { bo: 0, cia: 0, dan: 1, eva: 1, filip: 0 });

      await team.at(CLOSES);
      const closed = question(team).words;
      const { error } = await decides(team, "anna", { outcome: "0" });

      const rows = names.map((name, i) => `${name}\n${[3, 2, 0][i]}`).join("\n");
      const result = mode === "consent" ? "Någon invänder." : `${rows}\n5 svar.`;
      expect(closed).toContain(result);
      expect(closed).toContain("Besked från Anna Ask senast torsdag 5 februari.");
      expect(wordsOn(privateCard(team, "anna"))).toContain("Teamet har fått ditt besked.");
      expect(error).toBeUndefined();
      const outcome = mode === "consent" ? "Vi kör" : "Bulle";
      expect(question(team).words).toContain(`Så blir det: ${outcome}\nVarför: För att ni sa så.`);
      expect(question(team).words).toContain(result);
      expect(replies(team)).toEqual([`Så blir det: ${outcome}. Varför: För att ni sa så.`]);
    });
  });
});
