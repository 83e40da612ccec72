import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { idOf, TENANT, type Team } from "../../../support/a-team.ts";
import { cardOf, filledIn, objectsIn, press } from "../../../support/cards.ts";
import type { Post } from "../../../support/fake-teams.ts";
import {
  allVote,
  aMeetingPoll,
  aMonday,
  aPoll,
  asks,
  CLOSES,
  decides,
  fika,
  mine,
  overview,
  question,
  questionsIn,
  REMINDED,
  votes,
  wordsOn,
} from "../a-question.ts";

const VERB = "polls/take-back";
const TAKEN_BACK = "Anna Ask tog tillbaka frågan.";

/** The asker's own view of the card in the channel, as Teams refreshes it. */
const ownView = async (team: Team, who: string) =>
  (await team.as(who).clicks(pollVerbs.card, { pollId: question(team).pollId })).card;

/** Takes back the first poll by the button on the asker's own view. */
async function takesBack(team: Team, who = "anna") {
  const { post } = question(team);
  const { verb, data } = press(await ownView(team, who), "Ta tillbaka");
  const answer = await team.as(who).clicks(verb, data, { activityId: post.id });
  await team.settle();
  return { answer, post, pollId: String((data as { pollId: string }).pollId) };
}

/** The card of a post in its current version. */
const current = (team: Team, { id }: Post) => team.channelPosts().find((post) => post.id === id)?.card;

const itemsOf = async (team: Team, pk: string) => (await team.store.range(pk)).items;
const questionsCounted = async (team: Team) =>
  (await itemsOf(team, `team|${team.teamId}`))
    .filter(({ id }) => id.startsWith("w|"))
    .map(({ data }) => (data as { acts: { questions: number } }).acts.questions);
const pointersOf = async (team: Team, who: string) =>
  (await itemsOf(team, `user|${idOf(who)}`)).filter(({ id }) => id.startsWith("ref|")).map(({ data }) => data);

describe.each(["anonymous", "named"])(
  "a poll with %s answers that its asker takes back while it is open",
  (answers) => {
    const aTeamWithAnswers = async () => {
      const team = await aMonday();
      await asks(team, "anna", { ...fika, answers });
      await allVote(team, { bo: 0, cia: 1, dan: 0, eva: 0, filip: 0 });
      return team;
    };

    it("has a card that says only who took it back, with no action and no word of it", async () => {
      const team = await aTeamWithAnswers();

      const { answer, post } = await takesBack(team);

      expect(answer.error).toBeUndefined();
      expect(wordsOn(current(team, post))).toBe(TAKEN_BACK);
      expect(objectsIn({ ...(current(team, post) as object), refresh: undefined }).filter(({ verb }) => verb)).toEqual(
        [],
      );
      expect(team.thread(post.id)).toEqual([]);
      expect(team.personalPosts("anna")).toEqual([]);
    });

    it("keeps no answer, no tally, no key and no pointer of a voter", async () => {
      const team = await aTeamWithAnswers();

      const { pollId } = await takesBack(team);

      const remainingIds = (await itemsOf(team, `poll|${pollId}`)).map(({ id }) => id);
      expect(remainingIds.filter((id) => /^[vt]\|/.test(id))).toEqual([]);
      const { keys } = team.gnista.jobContextFor(TENANT, "test");
      expect(await keys.get(`ballots-${pollId}`)).toBeUndefined();
      for (const who of ["bo", "cia", "dan", "eva", "filip"]) {
        expect(await pointersOf(team, who)).toEqual([]);
      }
      expect(JSON.stringify(await team.store.get(`poll|${pollId}`, "poll"))).not.toMatch(/fikat|Bulle/);
    });

    it("is owed to nobody: not on the team's page, not in the asker's lists, not in the week's figure, not later", async () => {
      const team = await aTeamWithAnswers();
      expect(await questionsCounted(team)).toEqual([1]);

      const { post } = await takesBack(team);
      const posts = team.teams.posts.length;
      await team.at(CLOSES);
      await team.at("2026-02-12T10:00:00+01:00");

      expect(await overview(team, "bo")).toMatchObject({ open: [], owed: [], decided: [] });
      const { body } = await team.as("anna").asks("/me/questions");
      expect(body).toMatchObject({ open: [], owed: [], waiting: [] });
      expect(await questionsCounted(team)).toEqual([0]);
      expect(team.teams.posts.length).toBe(posts);
      expect(wordsOn(current(team, post))).toBe(TAKEN_BACK);
    });

    it("acts once for two presses at the same moment, and answers both alike", async () => {
      const team = await aTeamWithAnswers();
      const { post, pollId } = question(team);

      const both = await Promise.all([1, 2].map(() => team.as("anna").clicks(VERB, { pollId })));
      await team.settle();
      const third = await team.as("anna").clicks(VERB, { pollId });
      await team.settle();

      expect([...both, third].map(({ error, card }) => error ?? wordsOn(card))).toEqual(
        Array.from({ length: 3 }, () => expect.stringContaining("Du tog tillbaka frågan.")),
      );
      expect(wordsOn(current(team, post))).toBe(TAKEN_BACK);
      expect(await questionsCounted(team)).toEqual([0]);
    });

    it("refuses a later vote with a reason, and counts or refuses a vote in the same moment, leaving nothing of it", async () => {
      const team = await aTeamWithAnswers();
      const { pollId } = question(team);
      const vote = (who: string) => team.as(who).clicks(pollVerbs.vote, { pollId, edition: 0, choices: "1" });

      const [inTheSameMoment] = await Promise.all([vote("bo"), team.as("anna").clicks(VERB, { pollId }), vote("cia")]);
      await team.settle();
      const later = await vote("dan");
      await team.settle();

      const refusal =
        "Frågan har tagits tillbaka, så det finns inget att svara på. Har du redan svarat är svaret borta.";
      expect([undefined, refusal]).toContain(inTheSameMoment.error?.message);
      expect(later.error?.message).toBe(refusal);
      expect((await itemsOf(team, `poll|${pollId}`)).filter(({ id }) => /^[vt]\|/.test(id))).toEqual([]);
      expect([...(await pointersOf(team, "bo")), ...(await pointersOf(team, "dan"))]).toEqual([]);
    });

    it("opens a form with the same words for its asker, and for nobody else", async () => {
      const team = await aTeamWithAnswers();
      const { answer, post, pollId } = await takesBack(team);

      const again = press(answer.card, "Fråga igen");
      const form = await team.as("anna").clicks(again.verb, again.data, { activityId: post.id });
      const other = await team.as("bo").clicks(again.verb, { pollId });
      const refreshed = await team.as("bo").clicks(pollVerbs.card, { pollId });

      expect(filledIn(form.card)).toMatchObject({ question: "Vad tar vi till fikat?", options: "Bulle\nFrukt" });
      expect(other.error?.message).toBe("Texten finns inte kvar. Skriv frågan på nytt.");
      expect(wordsOn(refreshed.card)).toBe(TAKEN_BACK);

      const send = press(form.card, "Fråga", { ...filledIn(form.card) });
      await team.as("anna").clicks(send.verb, send.data, { activityId: post.id });
      await team.settle();
      expect(wordsOn(questionsIn(team).at(-1)?.card)).toContain("Vad tar vi till fikat?");
    });

    it("stands in the asker's own data without its answers, and erasing the asker removes the name from the card", async () => {
      const team = await aTeamWithAnswers();
      const { post, pollId } = await takesBack(team);

      const { body } = await team.as("anna").asks("/me/data");
      await team.as("anna").acts(peopleVerbs.erase, {});
      await team.settle();

      expect(JSON.stringify(body)).toContain('"role":"takenBack"');
      expect(wordsOn(current(team, post))).toBe(
        "Frågan är raderad, tillsammans med uppgifterna om den som ställde den.",
      );
      expect(JSON.stringify([current(team, post), await itemsOf(team, `poll|${pollId}`)])).not.toMatch(/fikat|Anna/);
    });
  },
);

it("only the asker may take a poll back, a leader may not, in both languages", async () => {
  const team = await aMonday({ leaders: ["cia"] });
  await asks(team, "anna", fika);
  const about = { pollId: question(team).pollId };

  expect((await team.as("bo").clicks(VERB, about)).text).toBe("Bara den som frågade kan ta tillbaka frågan.");
  expect((await team.as("cia").clicks(VERB, about, { locale: "en-GB" })).text).toBe(
    "Only the person who asked can take the question back.",
  );
  for (const who of ["bo", "cia"]) {
    expect(wordsOn(await ownView(team, who))).not.toContain("Ta tillbaka");
    expect(wordsOn((await mine(team, who)).card)).not.toContain("Ta tillbaka");
  }
  expect(question(team).words).toContain("Vad tar vi till fikat?");
});

it("a poll that has closed or been decided is not taken back", async () => {
  const team = await aMonday();
  await asks(team, "anna", fika);
  await team.at(CLOSES);
  const about = { pollId: question(team).pollId };

  const closed = await team.as("anna").clicks(VERB, about);
  await decides(team, "anna", { outcome: "0" });
  const decided = await team.as("anna").clicks(VERB, about);

  for (const { text } of [closed, decided]) {
    expect(text).toBe("Frågan har stängt och kan inte tas tillbaka. Berätta i stället vad det blir.");
  }
  expect(question(team).words).toContain("Så blir det: Bulle");
});

it("the reminder in the thread loses the words of a poll that is taken back", async () => {
  const team = await aMeetingPoll();
  await team.at(REMINDED);
  const { post } = question(team);
  expect(team.thread(post.id).map(({ text }) => text)).toEqual([expect.stringContaining("Flytta mötet till 9?")]);

  await takesBack(team);

  expect(team.thread(post.id).map(({ text }) => text)).toEqual([TAKEN_BACK]);
});

it("a poll that is taken back before it is posted is never posted", async () => {
  const team = await aMonday();
  const { card } = await team.as("anna").clicks(pollVerbs.ask, aPoll(team, fika));
  const { verb, data } = press(card, "Ta tillbaka");

  await team.as("anna").clicks(verb, data);
  await team.settle();

  expect(team.channelPosts().map(({ card: posted }) => wordsOn(posted))).not.toContainEqual(
    expect.stringContaining("fikat"),
  );
});

it("the asker of a vote sees the buttons of the options and the one to take it back", async () => {
  const team = await aMonday();
  await asks(team, "anna", { options: "A\nB\nC\nD\nE", mode: "vote" });

  const card = await ownView(team, "anna");
  const { error } = await votes(team, "anna", 4);

  expect(error).toBeUndefined();
  expect(wordsOn(card)).toContain("Ta tillbaka");
  expect(objectsIn({ ...(card as object), refresh: undefined }).filter(({ verb }) => verb).length).toBeLessThanOrEqual(
    6,
  );
});

it("a question asked in the personal chat is taken back there", async () => {
  const team = await aMonday();
  await asks(team, "anna", fika);
  const { replies } = await team.as("anna").says("fråga Flytta mötet till 9?", { inPersonalChat: true });
  const card = cardOf(replies[0]);
  await team.settle();
  const { post } = question(team, 1);
  const { verb, data } = press(card, "Ta tillbaka");

  await team.as("anna").clicks(verb, data, { in: "personal" });
  await team.settle();

  expect(wordsOn(current(team, post))).toBe(TAKEN_BACK);
});
