import { describe, expect, it } from "vitest";
import { TryLater } from "#bot/core/delivery.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { pollsFeature } from "#bot/features/polls/feature.ts";
import { idOf, TENANT, type Team } from "../../support/a-team.ts";
import { filledIn, press } from "../../support/cards.ts";
import {
  allVote,
  aMonday,
  aPoll,
  asks,
  CLOSES,
  decides,
  overview,
  presses,
  privateCard,
  question,
  replies,
  votes,
  wordsOn,
} from "./a-question.ts";

const fika = { options: "Bulle\nFrukt" };

/** The card that "Mitt svar" shows to a person. */
async function mine(team: Team, who: string, options: { in?: "personal"; locale?: string } = {}) {
  const { pollId } = question(team);
  return team.as(who).clicks(pollVerbs.mine, { pollId }, options);
}

describe("the card with one's own answer", () => {
  it.each(["anonymous", "named"])("shows a voter their own answer while the poll is open: %s", async (answers) => {
    const team = await aMonday();
    await asks(team, "anna", { ...fika, answers });
    await votes(team, "bo", 1);
    const before = await presses(team, "bo", "Mitt svar");

    await votes(team, "bo", 0);

    expect(wordsOn(before.card)).toContain("Ditt svar: Frukt");
    expect(wordsOn((await mine(team, "bo")).card)).toContain("Ditt svar: Bulle");
    expect(wordsOn((await mine(team, "cia")).card)).toContain("Du har inte svarat. Du behöver aldrig svara.");
    expect(wordsOn((await mine(team, "bo", { in: "personal", locale: "en-GB" })).card)).toContain("Your answer: Bulle");
  });

  it("the card with one's own answer leads back to the poll", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);
    const { card } = await mine(team, "bo");
    const back = press(card, "Till frågan");

    const { card: shown } = await team.as("bo").clicks(back.verb, back.data);

    expect(wordsOn(shown)).toBe(question(team).words);
  });

  it("tells an asker who decides after advice that they do not answer, and why", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);

    const { text } = await votes(team, "anna", 0);

    const said = "Du bestämmer efter att ha hört teamet, så du svarar inte själv.";
    expect(text).toBe(said);
    expect(wordsOn((await mine(team, "anna")).card)).toContain(said);
  });

  it("no longer shows a voter their own answer after an anonymous poll was decided", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);
    await votes(team, "bo", 1);
    await team.at(CLOSES);
    await decides(team, "anna", { outcome: "0" });

    const { card } = await mine(team, "bo");

    expect(wordsOn(card)).toContain("Frågan är stängd, och ingen kan längre se vad du svarade.");
  });
});

describe("a poll with open answers", () => {
  const names = { ...fika, answers: "named" };

  it("shows who answered what after the close, and to nobody before", async () => {
    const team = await aMonday();
    await asks(team, "anna", names);
    await allVote(team, { bo: 0, cia: 0, dan: 1 });
    const about = { pollId: question(team).pollId };
    const early = await team.as("anna").clicks(pollVerbs.who, about);
    const shownOpen = JSON.stringify(team.channelPosts());
    await team.at(CLOSES);

    const { card } = await presses(team, "eva", "Vem svarade vad?");

    expect(early.text).toBe("Frågan är fortfarande öppen. Stäng den först.");
    for (const who of ["Bo Berg", "Cia Ceder", "Dan Dahl"]) {
      expect(shownOpen).not.toContain(who);
    }
    expect(wordsOn(card)).toContain("Bulle: Bo Berg och Cia Ceder\nFrukt: Dan Dahl");
    expect(question(team).words).not.toContain("Bo Berg");
  });

  it("never shows who answered what in an anonymous poll", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);
    await allVote(team, { bo: 0, cia: 0, dan: 1, eva: 0, filip: 1 });
    await team.at(CLOSES);

    const { text } = await team.as("anna").clicks(pollVerbs.who, { pollId: question(team).pollId });

    expect(text).toBe("Det här finns inte kvar, eller så hör det till ett annat team.");
    expect(question(team).words).not.toContain("Vem svarade vad?");
  });

  it("shows the figures to everybody all the time when the asker chose so, and states this before anyone answers", async () => {
    const team = await aMonday();
    await asks(team, "anna", { ...names, results: "live" });
    const before = question(team).words;

    await allVote(team, { bo: 0, cia: 0, dan: 1 });

    expect(before).toContain("Öppna svar: ställningen syns hela tiden");
    expect(before).toContain("Bulle\n0\nFrukt\n0");
    expect(question(team).words).toContain("Bulle\n2\nFrukt\n1");
  });

  it("shows the figures only to people who have answered, when the asker chose so", async () => {
    const team = await aMonday();
    await asks(team, "anna", { ...names, results: "afterMyVote" });
    await allVote(team, { cia: 0, dan: 1 });
    const about = { pollId: question(team).pollId };

    const mineNow = await votes(team, "bo", 0);
    await team.settle();
    const looked = await team.as("cia").clicks(pollVerbs.card, about);
    const onlooker = await team.as("eva").clicks(pollVerbs.card, about);

    for (const { card } of [mineNow, looked]) {
      expect(wordsOn(card)).toContain("Bulle\n2\nFrukt\n1");
    }
    for (const words of [question(team).words, wordsOn(onlooker.card)]) {
      expect(words).toContain("den som svarat ser ställningen");
      expect(words).toContain("3 svar hittills.");
      expect(words.split("\n")).not.toContain("2");
    }
  });

  it("refuses anonymous answers with live results, and makes answers open when the asker left the choice to Gnista", async () => {
    const team = await aMonday();

    const { text } = await asks(team, "anna", { ...fika, answers: "anonymous", results: "live" });
    await asks(team, "anna", { ...fika, answers: "auto", results: "live" });

    expect(text).toContain("Anonyma svar visas först när frågan stänger.");
    expect(question(team).words).toContain("Öppna svar:");
  });
});

describe("the options of a poll", () => {
  const change = async (team: Team, who: string, options: string) => {
    const form = (await mine(team, who)).card;
    const save = press(form, "Spara alternativen", { ...filledIn(form), options });
    const answer = await team.as(who).clicks(save.verb, save.data);
    await team.settle();
    return answer;
  };

  it("lets the asker change the options until the first answer, and shows the new ones on the card", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);

    const { card } = await change(team, "anna", "Bulle\nFrukt\nKaka");

    expect(wordsOn(card)).toContain("Alternativen är ändrade.");
    expect(question(team).words).toContain("Bulle\nFrukt\nKaka");
    const { error } = await presses(team, "bo", "Kaka");
    expect(error).toBeUndefined();
    expect(wordsOn((await mine(team, "bo")).card)).toContain("Ditt svar: Kaka");
  });

  it.each(["anonymous", "named"])("refuses to change the options after the first answer: %s", async (answers) => {
    const team = await aMonday();
    await asks(team, "anna", { ...fika, answers });
    const form = (await mine(team, "anna")).card;
    const save = press(form, "Spara alternativen", { options: "Te\nKaffe" });
    await votes(team, "bo", 0);

    const sv = await team.as("anna").clicks(save.verb, save.data);
    const en = await team.as("anna").clicks(save.verb, save.data, { locale: "en-GB" });
    await team.settle();

    expect(sv.text).toBe("Någon har redan svarat, så alternativen ligger fast. Stäng frågan och ställ en ny.");
    expect(en.text).toContain("Somebody has answered already, so the options stay.");
    // In an anonymous poll, the button to change them stays, so that nobody, not even the asker, learns of the first
    // answer.
    expect(wordsOn((await mine(team, "anna")).card).includes("Spara alternativen")).toBe(answers === "anonymous");
    expect(question(team).words).toContain("Bulle\nFrukt");
  });

  it("refuses a vote from a card with outdated options, instead of counting it for a new option", async () => {
    const team = await aMonday();
    await asks(team, "anna", { ...fika, answers: "named" });
    const old = press(question(team).card, "Frukt");
    await change(team, "anna", "Te\nKaffe");

    const sv = await team.as("bo").clicks(old.verb, old.data);
    const en = await team.as("bo").clicks(old.verb, old.data, { locale: "en-GB" });
    await team.settle();

    expect(sv.text).toBe("Alternativen har ändrats sedan du såg dem. Läs dem igen och svara.");
    expect(en.text).toBe("The options have changed since you saw them. Read them again and answer.");
    expect(question(team).words).toContain("Inga svar än.");
  });

  it("lets a leader change the options, and no other member than the asker", async () => {
    const team = await aMonday({ leaders: ["cia"] });
    await asks(team, "anna", fika);
    const { pollId } = question(team);

    const member = await team.as("bo").clicks(pollVerbs.changeOptions, { pollId, options: "Te\nKaffe" });
    const leader = await team.as("cia").clicks(pollVerbs.changeOptions, { pollId, options: "Te\nKaffe" });

    expect(member.text).toBe("Bara den som frågade, eller teamets ledare, kan göra det här.");
    expect(wordsOn((await mine(team, "bo")).card)).not.toContain("Ändra alternativ");
    expect(leader.error).toBeUndefined();
  });

  it("refuses to change the options after the close", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);
    const { pollId } = question(team);
    await team.at(CLOSES);

    const { text } = await team.as("anna").clicks(pollVerbs.changeOptions, { pollId, options: "Te\nKaffe" });
    await team.settle();

    expect(text).toBe("Frågan stängde i dag 16:00, så alternativen ligger fast. Ställ gärna en ny.");
    expect(question(team).words).not.toContain("Kaffe");
  });
});

describe("closing a poll by hand", () => {
  it.each(["anna", "cia"])(
    "lets the asker and the leader (%s) close a poll by hand, and accepts no answers afterwards",
    async (who) => {
      const team = await aMonday({ leaders: ["cia"] });
      await asks(team, "anna", { ...fika, answers: "named" });
      await allVote(team, { bo: 0, cia: 1, dan: 0 });
      const close = press((await mine(team, who)).card, "Stäng nu");

      const { card } = await team.as(who).clicks(close.verb, close.data);
      const late = await votes(team, "eva", 0);
      await team.settle();

      expect(wordsOn(card)).toContain("Frågan är stängd. Svaren räknas.");
      expect(late.text).toBe("Frågan stängde i dag 09:00. Ditt svar hann inte med.");
      expect(question(team).words).toContain("Bulle\n2\nFrukt\n1\n3 svar.");
      expect(question(team).words).toContain("Frågan är stängd. Besked från Anna Ask senast onsdag 4 februari.");
      expect(wordsOn(privateCard(team, "anna"))).toContain("Vad blir det?");
    },
  );

  it("refuses to let another member close a poll, in both languages", async () => {
    const team = await aMonday();
    await asks(team, "anna", { ...fika, answers: "named" });
    const about = { pollId: question(team).pollId };

    const sv = await team.as("bo").clicks(pollVerbs.close, about);
    const en = await team.as("bo").clicks(pollVerbs.close, about, { locale: "en-GB" });
    await team.settle();

    expect(sv.text).toBe("Bara den som frågade, eller teamets ledare, kan göra det här.");
    expect(en.text).toBe("Only the person who asked, or the team's leader, can do this.");
    expect(wordsOn((await mine(team, "bo")).card)).not.toContain("Stäng nu");
    expect(question(team).words).toContain("Inga svar än.");
  });

  it("neither counts nor announces again when a poll that was closed by hand reaches its closing time", async () => {
    const team = await aMonday();
    await asks(team, "anna", { ...fika, answers: "named" });
    await allVote(team, { bo: 0 });
    const about = { pollId: question(team).pollId };
    await team.as("anna").clicks(pollVerbs.close, about);
    await team.settle();
    const once = question(team).words;

    await team.as("anna").clicks(pollVerbs.close, about);
    await team.at(CLOSES);

    expect(question(team).words.replace("senast i morgon", "senast onsdag 4 februari")).toBe(once);
    expect(team.personalPosts("anna")).toHaveLength(1);
  });
});

describe("the outcome of a poll", () => {
  const closed = async (parts: Parameters<typeof aMonday>[0] = {}) => {
    const team = await aMonday(parts);
    await asks(team, "anna", { ...fika, answers: "named" });
    await allVote(team, { bo: 0, cia: 1 });
    await team.at(CLOSES);
    return team;
  };

  it("lets the leader submit the outcome in the asker's place, and names the leader to the team and to the asker", async () => {
    const team = await closed({ leaders: ["cia"] });
    const form = (await presses(team, "cia", "Lämna besked")).card;
    const tell = press(form, "Berätta", { outcome: "1", why: "Vi har frukt." });

    const { card } = await team.as("cia").clicks(tell.verb, tell.data);
    await team.settle();

    expect(wordsOn(card)).toContain("Cia Ceder lämnade beskedet.");
    expect(question(team).words).toContain("Så blir det: Frukt\nVarför: Vi har frukt.\nCia Ceder lämnade beskedet.");
    expect(wordsOn(privateCard(team, "anna"))).toContain("Cia Ceder lämnade beskedet.");
    expect(team.personalPosts("anna")).toHaveLength(1);
    expect(replies(team)).toEqual(["Så blir det: Frukt. Varför: Vi har frukt."]);
  });

  it("refuses an outcome from another member, and shows them who can submit it and the state of their own answer", async () => {
    const team = await closed();

    const looked = await presses(team, "bo", "Lämna besked");
    const { text } = await decides(team, "bo", { outcome: "0" });

    expect(wordsOn(looked.card)).toContain("Beskedet lämnar Anna Ask, eller teamets ledare.");
    expect(wordsOn(looked.card)).toMatch(/Ditt svar: |ingen kan längre se vad du svarade/);
    expect(JSON.stringify(looked.card)).not.toContain(pollVerbs.decide);
    expect(text).toBe("Bara den som frågade, eller teamets ledare, kan göra det här.");
    expect(replies(team)).toEqual([]);
  });

  it("accepts the same outcome again without a change, and refuses a different one", async () => {
    const team = await closed();
    await decides(team, "anna", { outcome: "0" });
    const said = question(team).words;

    const again = await decides(team, "anna", { outcome: "0" });
    const other = await decides(team, "anna", { outcome: "1" });

    expect(again.error).toBeUndefined();
    expect(other.text).toBe("Beskedet är redan lämnat.");
    expect(question(team).words).toBe(said);
    expect(replies(team)).toHaveLength(1);
  });

  it("shows one outcome on the card and the same in exactly one reply, even when asker and leader submit at the same time", async () => {
    const team = await closed({ leaders: ["cia"] });

    const both = await Promise.all([
      decides(team, "anna", { outcome: "0", why: "Ett." }),
      decides(team, "cia", { outcome: "1", why: "Två." }),
    ]);

    expect(both.filter(({ text }) => text === "Beskedet är redan lämnat.")).toHaveLength(1);
    const [reply, ...more] = replies(team);
    expect(more).toEqual([]);
    const [, outcome, why] = /^Så blir det: (.*)\. Varför: (.*)$/.exec(reply ?? "") ?? [];
    expect(question(team).words).toContain(`Så blir det: ${outcome}\nVarför: ${why}`);
  });

  it.each([
    ["no outcome", { outcome: "" }, "Välj vad det blir.", "Choose what you'll do."],
    ["no reason", { outcome: "0", why: " \u200b" }, "Skriv en rad om varför.", "Write one line about why."],
    ["too long a reason", { outcome: "0", why: "x".repeat(301) }, "Korta den till 300", "Shorten it to 300"],
    ["too long an outcome", { other: "x".repeat(81) }, "får ha 80 tecken", "can have 80 characters"],
    ["an outcome that there is not", { outcome: "7" }, "Välj vad det blir.", "Choose what you'll do."],
  ])("refuses an outcome with %s, and states what to correct", async (_, decision, sv, en) => {
    const team = await closed();
    const { pollId } = question(team);
    const tell = (locale: string) =>
      team.as("anna").clicks(pollVerbs.decide, { pollId, why: "Så.", ...decision }, { in: "personal", locale });

    expect((await tell("sv-SE")).text).toContain(sv);
    expect((await tell("en-GB")).text).toContain(en);
    await team.settle();
    expect(replies(team)).toEqual([]);
  });

  it("refuses an outcome before the poll has closed", async () => {
    const team = await aMonday();
    await asks(team, "anna", fika);

    const { text } = await decides(team, "anna", { outcome: "0" });

    expect(text).toBe("Frågan är fortfarande öppen. Stäng den först.");
  });

  it("lets the asker take more time with one tap, shows the day on the card, and accepts the outcome later", async () => {
    const team = await closed();
    const later = press(privateCard(team, "anna"), "Meddela dagen", { day: "2026-02-10" });

    const { card } = await team.as("anna").clicks(later.verb, later.data, { in: "personal" });
    await team.settle();
    const put = question(team).words;
    await decides(team, "anna", { outcome: "1" });

    expect(wordsOn(card)).toContain("Behöver mer tid. Besked tisdag 10 februari.");
    expect(put).toContain("Behöver mer tid. Besked tisdag 10 februari.");
    expect(replies(team)).toHaveLength(1);
    expect(question(team).words).toContain("Så blir det: Frukt");
  });

  it.each([
    ["no day", "", "Välj dagen då beskedet kommer.", "Choose the day when the answer will come."],
    ["a day that has been", "2026-02-02", "Tiden har redan varit.", "That time has passed."],
    ["a day far away", "2026-12-24", "Välj en dag inom 60 dagar.", "Choose a day within 60 days."],
    ["what is no day", "2026-02-30", "Det här gick inte att läsa.", "This couldn't be read."],
  ])("refuses to take more time until %s", async (_, day, sv, en) => {
    const team = await closed();
    const about = { pollId: question(team).pollId, day };

    expect((await team.as("anna").clicks(pollVerbs.moreTime, about)).text).toContain(sv);
    expect((await team.as("anna").clicks(pollVerbs.moreTime, about, { locale: "en-GB" })).text).toContain(en);
    expect(question(team).words).toContain("Besked från Anna Ask");
  });

  it("the tab lists a poll without an outcome first, and among the decided ones afterwards", async () => {
    const team = await closed();
    await asks(team, "bo", { question: "En till?" });
    const owed = await overview(team, "eva");

    await decides(team, "anna", { outcome: "0" });
    const told = await overview(team, "anna");

    expect(Object.keys(owed).indexOf("owed")).toBeLessThan(Object.keys(owed).indexOf("open"));
    expect(owed.owed).toMatchObject([{ question: "Vad tar vi till fikat?", state: "closed", isMine: false }]);
    expect(owed.open).toMatchObject([{ question: "En till?" }]);
    expect(told.owed).toEqual([]);
    expect(told.decided).toMatchObject([{ outcome: "Bulle", why: "För att ni sa så.", isMine: true }]);
  });
});

it("a person's stored data contain the polls they asked and their open answers, and no anonymous answer", async () => {
  const team = await aMonday();
  await asks(team, "anna", { ...fika, answers: "named", mode: "vote", question: "Öppet?" });
  await allVote(team, { anna: 1, bo: 0 });
  await asks(team, "cia", { ...fika, question: "Anonymt?" });
  const { pollId } = question(team, 1);
  await team.as("bo").clicks(pollVerbs.vote, { pollId, edition: 0, choices: "1" });
  await team.at(CLOSES);

  expect(await stored(team, "anna")).toEqual([
    expect.objectContaining({ role: "asker", question: "Öppet?", isAnonymous: false }),
    expect.objectContaining({ role: "voter", question: "Öppet?", choices: ["Frukt"] }),
  ]);
  expect(await stored(team, "bo")).toEqual([
    expect.objectContaining({ role: "voter", question: "Öppet?", asker: "Anna Ask", choices: ["Bulle"] }),
  ]);
  expect(await stored(team, "cia")).toEqual([expect.objectContaining({ role: "asker", question: "Anonymt?" })]);
});

it("the stored data of the person who submitted an outcome contain its text and reason, and no vote that they did not cast", async () => {
  const team = await aMonday({ leaders: ["cia"] });
  await asks(team, "anna", { ...fika, question: "Fika?" });
  await asks(team, "bo", { ...fika, question: "Fest?" });
  await team.at(CLOSES);
  await decides(team, "anna", { outcome: "0", why: "Alla vill." });
  await decides(team, "cia", { outcome: "1", why: "Vi har frukt." }, 1);

  const annas = await stored(team, "anna");
  const cias = await stored(team, "cia");

  expect(annas).toMatchObject([
    { role: "asker", question: "Fika?" },
    { role: "decider", question: "Fika?", outcome: "Bulle", why: "Alla vill." },
  ]);
  const told = { question: "Fest?", asker: "Bo Berg", outcome: "Frukt", why: "Vi har frukt." };
  expect(cias).toEqual([{ role: "decider", ...told, openedAt: expect.any(String), decidedAt: expect.any(String) }]);
});

/** The polls in the export of a person's stored data. */
async function stored(team: Team, who: string): Promise<unknown> {
  return ((await team.as(who).asks("/me/data")).body as { polls: unknown }).polls;
}

it("posts each card, private card, reply and figure once when every job runs twice, one after another and concurrently", async () => {
  const team = await aMonday();
  await team.as("anna").clicks(pollVerbs.ask, aPoll(team, fika));
  await runAgain(team);
  await allVote(team, { bo: 0, cia: 1, dan: 0, eva: 1, filip: 0 });
  const { pollId } = question(team);
  await team.as("anna").clicks(pollVerbs.close, { pollId });
  await runAgain(team);
  await team.as("anna").clicks(pollVerbs.decide, { pollId, outcome: "0", why: "Flest." }, { in: "personal" });
  await runAgain(team);
  await team.settle();
  await runAgain(team);

  expect(team.channelPosts().filter(({ threadId }) => threadId === undefined)).toHaveLength(1);
  expect(question(team).words).toContain("Så blir det: Bulle\nVarför: Flest.\nBulle\n3\nFrukt\n2\n5 svar.");
  expect(replies(team)).toEqual(["Så blir det: Bulle. Varför: Flest."]);
  expect(team.personalPosts("anna")).toHaveLength(1);
  const weeks = (await team.store.range(`team|${team.teamId}`, { from: "w|", to: "w~" })).items;
  expect(weeks).toMatchObject([{ data: { acts: { questions: 1, decisions: 1 } } }]);
});

/** Runs every repeatable job twice concurrently and once more, outside the scheduler. */
async function runAgain(team: Team): Promise<void> {
  const { items } = await team.store.range(`user|${idOf("anna")}`, { from: "ref|", to: "ref~" });
  const [pk] = items.map(({ data }) => (data as { pk: string }).pk);
  const services = () => team.gnista.jobContextFor(TENANT, "again");
  const run = async (name: string) => {
    try {
      await pollsFeature.jobs?.[name]?.run(services(), { pk: pk ?? "", id: "poll" });
    } catch (error) {
      if (!(error instanceof TryLater)) {
        throw error;
      }
    }
  };
  const repeated = ["polls/share", "polls/close", "polls/clean-up", "polls/redraw", "polls/owed"];
  await team.skippingWaits(async () => {
    await Promise.all(repeated.flatMap((name) => [run(name), run(name)]));
    await team.settle();
    for (const name of repeated) {
      await run(name);
    }
  });
}

it("refuses every verb on a poll of another team, from the personal chat and from another channel", async () => {
  const team = await aMonday();
  await asks(team, "anna", { ...fika, answers: "named" });
  const { pollId } = question(team);
  const data = { pollId, edition: 0, choices: "0", options: "a\nb", outcome: "0", why: "x", day: "2026-02-10" };
  const elsewhere = { id: "19:other@thread.tacv2", conversationType: "channel", isGroup: true };

  for (const verb of Object.values(pollVerbs).filter((one) => one !== pollVerbs.ask)) {
    const personal = await team.as("sture").clicks(verb, data, { in: "personal" });
    const other = await team.as("sture").clicks(verb, data, {
      activity: {
        conversation: { ...elsewhere, tenantId: "11111111-1111-4111-8111-111111111111" },
        channelData: { tenant: { id: "11111111-1111-4111-8111-111111111111" }, team: { id: elsewhere.id } },
      },
    });
    for (const { error } of [personal, other]) {
      expect(error?.code).toBe("NOT_FOUND");
    }
  }
  expect(question(team).words).toContain("Inga svar än.");
});
