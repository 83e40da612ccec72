import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { aTeam, idOf, TEAM, type Team, type TeamStorage } from "../../support/a-team.ts";
import { aDraft, aQuestion, idIn, press, text } from "../../support/cards.ts";

/* Bo has taken part in everything that Gnista stores, and erases his data. */

export const MONDAY = "2026-02-02T09:00:00+01:00";

const members = ["anna", "bo", "cia", "dan", "eva", "filip", "gun"];

/** Matches Bo under every name, and the texts that he wrote or that name him, but no accidental match inside an id. */
export const ofBo = new RegExp(
  `${idOf("bo")}|29:bo|"a:bo"|\\bBo Berg\\b|(?<![\\w+/=-])Bo(?![\\w+/=-])|[Bb]os?ord`,
  "u",
);

/** The current content of all posts. */
export const postedText = (team: Team): string =>
  team.teams.posts.map(({ card, text: said, summary }) => text([card, said, summary])).join("\n");

const asks = async (team: Team, who: string, more: object): Promise<string> => {
  const known = new Set(team.channelPosts().map(({ id }) => id));
  await team.as(who).clicks(pollVerbs.ask, aQuestion(team, more));
  await team.settle();
  return idIn(team.channelPosts().find(({ id, threadId }) => !known.has(id) && threadId === undefined)?.card, "pollId");
};

const votes = (team: Team, who: string, pollId: string, choice = 0) =>
  team.as(who).clicks(pollVerbs.vote, { pollId, edition: 0, choices: String(choice) });

export async function aLifeInTheTeam(storage?: TeamStorage) {
  const team = await aTeam({ members, isNotInstalled: true, now: MONDAY, ...(storage ? { storage } : {}) });
  team.seats(true);
  await team.installs("bo");
  await team.settle();
  await team.as("bo").clicks(peopleVerbs.takeLead, { teamId: TEAM }, { in: "personal" });
  await team.settle();
  await team.as("bo").clicks(peopleVerbs.handOverLead, { teamId: TEAM, personId: idOf("anna") }, { in: "personal" });
  await team.settle();
  await team.as("anna").clicks(peopleVerbs.handOverLead, { teamId: TEAM, personId: idOf("bo") });
  await team.settle();
  for (const who of ["bo", "cia"]) {
    await team.as(who).clicks(peopleVerbs.savePreferences, { wish: "openly", locale: "sv" });
  }

  const gives = async (who: string, more: object) => {
    await team.as(who).clicks(kudosVerbs.give, aDraft(team, more));
    await team.settle();
  };
  await gives("anna", { recipients: idOf("bo"), words: "Tack för fikat" });
  await gives("anna", { recipients: `${idOf("bo")},${idOf("cia")}`, words: "Bo och Cia räddade dagen" });
  await gives("bo", { recipients: idOf("cia"), words: "Boord till Cia" });
  await gives("bo", { recipients: idOf("dan"), words: "Boord mellan oss", audience: "private" });
  await gives("eva", { recipients: idOf("bo"), words: "Evas ord till honom", audience: "private" });
  await gives("bo", { recipients: "", words: "Boord om ett framsteg", kind: "progress" });
  team.cannotReach("gun");
  await gives("bo", { recipients: idOf("gun"), words: "Boord som väntar", audience: "private" });
  const [thanks] = team.channelPosts().filter(({ card }) => text(card).includes("Boord till Cia"));
  const ofCia = await (async () => {
    await gives("eva", { recipients: idOf("cia"), words: "Evas ord till Cia" });
    return idIn(team.channelPosts().at(-1)?.card);
  })();
  await team.as("bo").clicks(kudosVerbs.alsoThank, { kudosId: ofCia });
  await team.as("filip").says("tack @bo för något som Filip skriver på");
  await team.settle();

  const open = await asks(team, "bo", {
    question: "Boord, öppen fråga?",
    answers: "named",
    options: "Boord A\nBoord B",
  });
  await votes(team, "cia", open);
  const hidden = await asks(team, "bo", { question: "Boord, anonym fråga?", answers: "anonymous" });
  for (const who of ["anna", "cia", "dan", "eva", "filip"]) {
    await votes(team, who, hidden);
  }
  const decidedPoll = await asks(team, "bo", { question: "Boord, avgjord fråga?", answers: "named" });
  await votes(team, "cia", decidedPoll);
  await team.as("bo").clicks(pollVerbs.close, { pollId: decidedPoll });
  await team.settle();
  await team
    .as("bo")
    .clicks(pollVerbs.decide, { pollId: decidedPoll, other: "Boord i stället", why: "Boord är skälet." });
  await team.settle();
  const owed = await asks(team, "bo", { question: "Boord, obesvarad?", answers: "named" });
  await votes(team, "cia", owed);
  await team.as("bo").clicks(pollVerbs.close, { pollId: owed });
  const annas = await asks(team, "anna", { question: "Annas öppna fråga?", answers: "named", results: "live" });
  await votes(team, "bo", annas, 0);
  await votes(team, "cia", annas, 0);
  const ledByBo = await asks(team, "anna", { question: "Annas avgjorda fråga?", answers: "named" });
  await votes(team, "bo", ledByBo, 0);
  await votes(team, "cia", ledByBo, 0);
  await team.as("anna").clicks(pollVerbs.close, { pollId: ledByBo });
  await team.settle();
  await team.as("bo").clicks(pollVerbs.decide, { pollId: ledByBo, outcome: "0", why: "Boord avgör." });
  await team.settle();
  return { team, thanks, questions: { open, hidden, decidedPoll, owed, annas, ledByBo } };
}

export const weeksOf = async (team: Team) =>
  (await team.store.range(teamPartition(TEAM), { from: "w|", to: "w|~~" })).items.map(({ data }) => data);

export async function erasesHimself(team: Team) {
  const eraseForm = await team.as("bo").clicks(peopleVerbs.aboutErasing, {}, { in: "personal" });
  const { verb, data } = press(eraseForm.card, "Radera allt om mig");
  return team.as("bo").clicks(verb, data, { in: "personal" });
}

/** Moves the clock through `count` days, so that reminders are sent and polls close. */
export async function advanceDays(team: Team, from: string, count: number): Promise<void> {
  for (let hour = 0; hour < count * 24; hour += 6) {
    await team.at(new Date(Date.parse(from) + hour * 3600_000));
  }
}
