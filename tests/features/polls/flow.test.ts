import { describe, expect, it } from "vitest";
import { filledIn, press } from "../../support/cards.ts";
import {
  allVote,
  aMonday,
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
  votes,
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
    expect(words).toContain("Anna Ask bestämmer efter era svar, senast torsdag 5 februari. Stänger i morgon 16:00.");
    expect(words).toContain("Anonymt: ingen i teamet ser ditt svar.");
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
    const told = await decides(team, "anna", { outcome: "0", why: "De flesta har barn att lämna." });

    expect(open).toContain("5 svar hittills.");
    expect(closed).toContain("Frågan är stängd. Besked från Anna Ask senast torsdag 5 februari.");
    expect(closed).toContain("Nästan alla: Ja");
    expect(wordsOn(told.card)).toContain("Teamet har fått ditt besked.");
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

const anonymously = "Anonymt: ingen i teamet ser ditt svar.";
const openly = "Öppna svar: teamet ser vem som svarat vad när frågan har stängt.";
const settled = {
  advice: "Anna Ask bestämmer efter era svar, senast torsdag 5 februari.",
  vote: "Flest röster avgör. Stänger i morgon 16:00.",
  consent: "Inga invändningar senast i morgon? Då kör vi.",
} as const;

describe.each(["advice", "vote", "consent"] as const)("a poll decided by %s", (mode) => {
  const options = mode === "consent" ? "" : "Bulle\nFrukt\nKaka";
  const names = ["Bulle", "Frukt", "Kaka"];

  describe.each([
    ["anonymous", anonymously],
    ["named", openly],
  ] as const)("with %s answers", (answers, openness) => {
    it("states before anyone answers how the poll is decided and who sees the answers, and shows only the number of answers until it closes", async () => {
      const team = await aMonday();
      await asks(team, "anna", { mode, answers, options });
      const before = question(team).words;

      await allVote(team, { bo: 0, cia: 0, dan: 1, eva: 1, filip: 0 });

      expect(before).toContain(settled[mode]);
      expect(before).toContain(openness);
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

it.each([
  ["advice", "anonymous"],
  ["advice", "named"],
  ["vote", "anonymous"],
  ["vote", "named"],
])("counts every choice of a poll that allows several choices per person: %s, %s", async (mode, answers) => {
  const team = await aMonday();
  await asks(team, "anna", { mode, answers, options: "Bulle\nFrukt\nKaka", most: "2" });
  const form = question(team);
  const click = press(form.card, "Svara", { choices: "0,2" });

  const { error } = await team.as("bo").clicks(click.verb, click.data, { activityId: form.post.id });
  await allVote(team, { cia: [0, 1], dan: 1, eva: [1, 2], filip: 0 });
  await votes(team, "filip", 2);
  await team.at(CLOSES);

  expect(error).toBeUndefined();
  expect(form.words).toContain("Välj upp till 2");
  expect(question(team).words).toContain("Bulle\n2\nFrukt\n3\nKaka\n3\n");
  expect(question(team).words).toContain("5 svar.");
});

describe("the result of a closed poll", () => {
  const six = ["anna", "bo", "cia", "dan", "eva", "filip"];

  it.each([
    ["all", { bo: 0, cia: 0, dan: 0, eva: 0, filip: 0 }],
    ["all but one", { bo: 0, cia: 0, dan: 0, eva: 0, filip: 1 }],
  ])("reports nearly all, and no figure, to the team and to the asker when %s made the same choice", async (_, by) => {
    const team = await aMonday({ members: six });
    await asks(team, "anna", { options: "Bulle\nFrukt" });
    await allVote(team, by);

    await team.at(CLOSES);

    for (const words of [question(team).words, wordsOn(privateCard(team, "anna"))]) {
      expect(words).toContain("Nästan alla: Bulle\n5 svar.");
      expect(figuresOn(words)).toEqual([]);
    }
    expect(JSON.stringify(await team.store.range(`poll|${question(team).pollId}`))).not.toContain("totals");
  });

  it("shows every figure of a poll with open answers, even when all agree", async () => {
    const team = await aMonday();
    await asks(team, "anna", { options: "Bulle\nFrukt", answers: "named" });
    await allVote(team, { bo: 0, cia: 0, dan: 0, eva: 0, filip: 0 });

    await team.at(CLOSES);

    expect(question(team).words).toContain("Bulle\n5\nFrukt\n0\n5 svar.");
  });

  it("shows no figure of four anonymous answers, and states why", async () => {
    const team = await aMonday();
    await asks(team, "anna", { options: "Bulle\nFrukt" });
    await allVote(team, { bo: 0, cia: 0, dan: 0, eva: 1 });

    await team.at(CLOSES);

    for (const words of [question(team).words, wordsOn(privateCard(team, "anna"))]) {
      expect(words).toContain("För få svar för att visa utan att peka ut någon.");
      expect(words).not.toContain("Nästan alla");
      expect(figuresOn(words)).toEqual([]);
    }
  });

  it.each([
    ["named", "Ingen svarade."],
    ["anonymous", "För få svar för att visa utan att peka ut någon."],
  ])("lets the asker decide a vote that nobody answered: %s", async (answers, text) => {
    const team = await aMonday();
    await asks(team, "anna", { options: "Bulle\nFrukt", mode: "vote", answers });

    await team.at(CLOSES);
    const { error } = await decides(team, "anna", { outcome: "1" });

    expect(question(team).words).toContain("Så blir det: Frukt");
    expect(question(team).words).toContain(text);
    expect(error).toBeUndefined();
  });

  it.each([
    ["anonymous", ["bo", "cia", "dan", "eva", "filip", "anna"]],
    ["named", ["bo", "cia", "dan", "eva", "filip", "anna"]],
  ])("reports a tie as a tie, and leaves the decision to the asker: %s", async (answers, voters) => {
    const team = await aMonday();
    await asks(team, "anna", { options: "Bulle\nFrukt\nKaka", mode: "vote", answers });
    await allVote(team, Object.fromEntries(voters.map((who, i) => [who, i % 2])));

    await team.at(CLOSES);
    const asked = wordsOn(privateCard(team, "anna"));
    const { error } = await decides(team, "anna", { outcome: "1" });

    expect(asked).toContain("Lika många röster: Bulle, Frukt.");
    expect(asked).toContain("Det blev lika, så du avgör.");
    expect(error).toBeUndefined();
    expect(question(team).words).toContain("Så blir det: Frukt");
  });

  it("binds the asker to the clear winner of a vote, and offers no other outcome", async () => {
    const team = await aMonday();
    await asks(team, "anna", { options: "Bulle\nFrukt\nKaka", mode: "vote", answers: "named" });
    await allVote(team, { anna: 0, bo: 1, cia: 1 });
    await team.at(CLOSES);
    const form = privateCard(team, "anna");
    const tell = press(form, "Berätta", { why: "Flest ville det." });

    const refused = await decides(team, "anna", { outcome: "0" });
    const instead = await decides(team, "anna", { other: "Inget alls" });
    const told = await team.as("anna").clicks(tell.verb, tell.data, { in: "personal" });
    await team.settle();

    expect(wordsOn(form)).toContain("Flest röster avgjorde: Frukt.");
    expect(wordsOn(form)).not.toContain("Något annat");
    for (const { text } of [refused, instead]) {
      expect(text).toBe("Flest röster avgör, och det blev Frukt. Välj det, eller ställ en ny fråga.");
    }
    expect(told.error).toBeUndefined();
    expect(question(team).words).toContain("Så blir det: Frukt\nVarför: Flest ville det.");
  });

  it("does not report a tie when the shown result cannot establish one", async () => {
    const team = await aMonday();
    await asks(team, "anna", { options: "Bulle\nFrukt\nKaka", mode: "vote", most: "2" });
    await allVote(team, { anna: [0, 1], bo: [0, 1], cia: [0, 1], dan: [0, 1], eva: [0, 2] });

    await team.at(CLOSES);
    const asked = wordsOn(privateCard(team, "anna"));
    const { error } = await decides(team, "anna", { outcome: "1" });

    expect(asked).toContain("Nästan alla: Bulle, Frukt");
    expect(asked).not.toContain("lika");
    expect(error).toBeUndefined();
  });

  it("accepts an outcome outside the options when the poll only asks for advice", async () => {
    const team = await aMonday();
    await asks(team, "anna", { options: "Bulle\nFrukt" });
    await allVote(team, { bo: 0, cia: 1, dan: 0, eva: 1, filip: 0 });
    await team.at(CLOSES);

    await decides(team, "anna", { outcome: "", other: "Vi bakar själva" });

    expect(replies(team)).toEqual(["Så blir det: Vi bakar själva. Varför: För att ni sa så."]);
  });

  it("reports that there are objections without naming or counting them, and lets the asker choose to wait", async () => {
    const team = await aMonday();
    await asks(team, "anna", { mode: "consent" });
    await allVote(team, { anna: 0, bo: 0, cia: 1, dan: 1, eva: 0 });
    await team.at(CLOSES);

    await decides(team, "anna", { outcome: "1", why: "Vi hör er först." });

    expect(question(team).words).toContain("Någon invänder.");
    expect(figuresOn(question(team).words)).toEqual([]);
    expect(question(team).words).toContain("Så blir det: Vi väntar");
  });
});

describe("a poll that fewer than five can answer", () => {
  it("states on the card that answers are open when fewer than five can answer", async () => {
    const team = await aMonday({ members: ["anna", "bo", "cia", "dan", "eva"] });

    await says(team, "anna", "fråga Flytta mötet till 9?");

    expect(question(team).words).toContain(
      "Färre än fem kan svara, så svaren är öppna: teamet ser vem som svarat vad när frågan har stängt.",
    );
    const { card } = await votes(team, "bo", 0);
    expect(wordsOn(card)).toContain("Sparat. Du kan ändra dig tills frågan stänger.");
    expect(wordsOn(card)).not.toContain("Ingen i teamet ser ditt svar");
  });

  it.each([
    ["sv-SE", "Ni är färre än fem, så svaren kan inte vara anonyma. Fråga öppet?"],
    ["en-GB", "You're fewer than five, so answers can't be anonymous. Ask openly?"],
  ])("refuses an anonymous poll that fewer than five can answer, in %s", async (locale, says) => {
    const team = await aMonday({ members: ["anna", "bo", "cia", "dan", "eva"] });
    const form = (await team.as("anna").opens("fraga", { locale })).card;
    const send = press(form, locale === "sv-SE" ? "Fråga" : "Ask", { question: "Flytta mötet?", answers: "anonymous" });

    const refused = await team.as("anna").submits("fraga", send.data, { locale });
    await team.settle();

    expect(wordsOn(refused.card)).toContain(says);
    expect(team.channelPosts()).toEqual([]);
  });

  it("the form offers no anonymous answers when fewer than five can answer, and states why", async () => {
    const four = await aMonday({ members: ["anna", "bo", "cia", "dan"] });
    const five = await aMonday({ members: ["anna", "bo", "cia", "dan", "eva"] });

    const ofFour = (await four.as("anna").opens("fraga")).card;
    const ofFive = (await five.as("anna").opens("fraga")).card;

    expect(filledIn(ofFour)).not.toHaveProperty("answers");
    expect(wordsOn(ofFour)).toContain("Färre än fem kan svara, så svaren är öppna");
    expect(filledIn(ofFive)).toHaveProperty("answers", "auto");
    expect(wordsOn(ofFive)).not.toContain("Färre än fem");
  });

  it("counts the asker among the five when the asker may vote", async () => {
    const team = await aMonday({ members: ["anna", "bo", "cia", "dan", "eva"] });

    await asks(team, "anna", { mode: "vote", options: "Bulle\nFrukt" });

    expect(question(team).words).toContain(anonymously);
  });

  it("counts guests, but not bots, among the five who can answer", async () => {
    const team = await aMonday({ members: ["anna", "bo", "cia", "dan", "gun", "hugo"], guests: ["gun", "hugo"] });

    await says(team, "anna", "fråga Flytta mötet till 9?");

    expect(question(team).words).toContain(anonymously);
  });
});

it("closes a poll whose key was lost, as after a backup was restored, and states that nobody can read the answers", async () => {
  const team = await aMonday();
  await asks(team, "anna", { options: "Bulle\nFrukt" });
  await allVote(team, { bo: 0, cia: 1, dan: 0, eva: 1, filip: 0 });
  const { keys } = team.gnista.jobContextFor("any", "any");
  await keys.destroy(`ballots-${question(team).pollId}`);

  const { text } = await votes(team, "bo", 1);
  await team.at(CLOSES);
  await decides(team, "anna", { outcome: "0" });

  expect(text).toBe("Det här finns inte kvar, eller så hör det till ett annat team.");
  expect(question(team).words).toContain("Svaren går inte att läsa längre. Fråga gärna igen.");
  expect(question(team).words).toContain("Så blir det: Bulle");
  expect(JSON.stringify(await team.store.range(`poll|${question(team).pollId}`))).not.toContain("sealed");
  expect(team.logs().filter((line) => /due\.bug|teams\.bug/.test(line))).toEqual([]);
});
