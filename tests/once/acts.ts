import { mintNonce } from "#bot/core/nonce.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { pulseVerbs } from "#bot/features/pulse/contract.ts";
import { type RoundKind, roundVerbs } from "#bot/features/rounds/contract.ts";
import { idOf, TEAM, type Team } from "../support/a-team.ts";
import { aDraft, aQuestion, cardOf, idIn, objectsIn } from "../support/cards.ts";
import { openPanel } from "../support/panel.ts";

/** Sends the same thing once more. With an `activityId` it is that delivery; without, Teams has given it a new one. */
export type Deliver = (activityId?: string) => Promise<{ readonly error?: unknown; readonly status: number }>;

/** Brings a team to where the act makes sense, and gives the act. */
export type Act = (team: Team) => Promise<Deliver>;

const clicks =
  (team: Team, who: string, verb: string, data: object, options: { in?: "personal"; activityId?: string } = {}) =>
  (id?: string) =>
    team.as(who).clicks(verb, data, { ...options, ...(id === undefined ? {} : { activity: { id } }) });

const says =
  (words: string, inPersonalChat = false): Act =>
  async (team) =>
  async (activityId) => {
    const { status } = await team.as("anna").says(words, {
      inPersonalChat,
      ...(activityId === undefined ? {} : { activityId }),
    });
    return { status };
  };

const submits =
  (commandId: string, verb: string, draft: (team: Team) => object): Act =>
  async (team) => {
    const data = { ...draft(team), verb };
    return (id) => team.as("anna").submits(commandId, data, id === undefined ? {} : { activity: { id } });
  };

const fromTheTab =
  (verb: string, draft: (team: Team) => object): Act =>
  async (team) => {
    const body = JSON.stringify({ verb, data: draft(team) });
    return async () => ({ status: (await team.as("anna").asks("/acts", { method: "POST", body })).status });
  };

/** Anna thanks Bo, who wants it openly, and Cia, who has not chosen. */
const toBoAndCia = (team: Team) => aDraft(team, { recipients: [idOf("bo"), idOf("cia")].join(",") });

/** About thanks that were given before. */
const onThanks =
  (who: string, verb: string, before: readonly (readonly [string, string])[] = []): Act =>
  async (team) => {
    await team.as("anna").clicks(kudosVerbs.give, toBoAndCia(team));
    await team.settle();
    const about = { kudosId: idIn(team.personalPosts("cia")[0]?.card) };
    for (const [one, did] of before) {
      await team.as(one).clicks(did, about);
      await team.settle();
    }
    return clicks(team, who, verb, about);
  };

const withNothing =
  (verb: string, data: object = {}, who = "bo"): Act =>
  async (team) =>
    clicks(team, who, verb, data);

/** About a question that Anna asked, which named answers settle, and which everybody but two has answered. */
const onQuestion =
  (who: string, verb: string, more: object = {}, state: "open" | "fresh" | "closed" = "open"): Act =>
  async (team) => {
    const options = "Bulle\nFrukt\nKex";
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { options, answers: "named" }));
    await team.settle();
    const about = { pollId: idIn(team.channelPosts()[0]?.card, "pollId") };
    for (const voter of state === "fresh" ? [] : ["bo", "cia", "dan"]) {
      await team.as(voter).clicks(pollVerbs.vote, { ...about, edition: 0, choices: "0" });
    }
    if (state === "closed") {
      await team.as("anna").clicks(pollVerbs.close, about);
    }
    await team.settle();
    return clicks(team, who, verb, { ...about, ...more });
  };

/** Anna and Bo have their panels open, and Bo has the word: whoever leads is last. */
async function inMeeting(team: Team, people: readonly string[] = ["anna", "bo"]): Promise<void> {
  for (const [nth, who] of people.entries()) {
    await (await openPanel(team, who)).until(({ here }) => here === nth + 1);
  }
}

/** About a round that Anna started, in which `before` was done. */
const inRound =
  (
    who: string,
    verb: string,
    kind: RoundKind,
    more: object = {},
    before: readonly (readonly [string, string, object])[] = [],
    people?: readonly string[],
  ): Act =>
  async (team) => {
    await inMeeting(team, people);
    await team.as("anna").clicks(roundVerbs.start, { teamId: TEAM, nonce: mintNonce(team.now()), kind });
    const { round } = (await team.store.get<{ round: { id: string } }>(`round|${TEAM}`, "round"))?.data ?? {};
    const about = { teamId: TEAM, roundId: round?.id };
    for (const [one, did, what] of before) {
      await team.as(one).clicks(did, { ...about, ...what });
    }
    return clicks(team, who, verb, { ...about, ...more });
  };

const six = ["anna", "bo", "cia", "dan", "eva", "filip"];
const texts = six.map((who) => [who, roundVerbs.write, { text: "Samma ord" }] as const);

/** Every verb of every slice, by its name; the test says which is missing. */
export const clicksThatActOnce: Readonly<Record<string, Act>> = {
  [kudosVerbs.give]: async (team) => clicks(team, "anna", kudosVerbs.give, toBoAndCia(team)),
  [kudosVerbs.openDraft]: async (team) => {
    const { replies } = await team.as("anna").says("tack @cia för hjälpen");
    const draft = objectsIn(cardOf(replies[0])).find(({ draftId }) => draftId !== undefined) ?? {};
    return clicks(team, "anna", kudosVerbs.openDraft, draft);
  },
  [kudosVerbs.receipt]: onThanks("anna", kudosVerbs.receipt),
  [kudosVerbs.showThanks]: onThanks("cia", kudosVerbs.showThanks),
  [kudosVerbs.keepBetweenUs]: onThanks("bo", kudosVerbs.keepBetweenUs),
  [kudosVerbs.alsoThank]: onThanks("dan", kudosVerbs.alsoThank),
  [kudosVerbs.undoAlso]: onThanks("dan", kudosVerbs.undoAlso, [["dan", kudosVerbs.alsoThank]]),
  [kudosVerbs.mine]: onThanks("bo", kudosVerbs.mine),
  [kudosVerbs.remove]: onThanks("anna", kudosVerbs.remove),
  [kudosVerbs.restore]: onThanks("anna", kudosVerbs.restore, [["anna", kudosVerbs.remove]]),

  [peopleVerbs.chooseWish]: withNothing(peopleVerbs.chooseWish, { wish: "inPerson" }),
  [peopleVerbs.preferences]: withNothing(peopleVerbs.preferences),
  [peopleVerbs.savePreferences]: withNothing(peopleVerbs.savePreferences, { wish: "openly", owedAnswer: "false" }),
  [peopleVerbs.remindersOff]: withNothing(peopleVerbs.remindersOff, { kind: "owedAnswer" }),
  [peopleVerbs.remindersOn]: withNothing(peopleVerbs.remindersOn, { kind: "owedAnswer" }),
  [peopleVerbs.myData]: withNothing(peopleVerbs.myData),
  [peopleVerbs.exportData]: withNothing(peopleVerbs.exportData, { part: 0 }),
  [peopleVerbs.aboutErasing]: withNothing(peopleVerbs.aboutErasing),
  [peopleVerbs.erase]: async (team) => {
    await team.as("bo").clicks(kudosVerbs.give, aDraft(team, { recipients: idOf("cia") }));
    await team.settle();
    return clicks(team, "bo", peopleVerbs.erase, { nonce: mintNonce(team.now()) }, { in: "personal" });
  },
  [peopleVerbs.takeLead]: async (team) => {
    await team.as("anna").clicks(peopleVerbs.declineLead, { teamId: TEAM });
    await team.settle();
    return clicks(team, "bo", peopleVerbs.takeLead, { teamId: TEAM });
  },
  [peopleVerbs.declineLead]: withNothing(peopleVerbs.declineLead, { teamId: TEAM }, "anna"),
  [peopleVerbs.handOverLead]: withNothing(peopleVerbs.handOverLead, { teamId: TEAM, personId: idOf("bo") }, "anna"),
  [peopleVerbs.team]: withNothing(peopleVerbs.team, { teamId: TEAM }),
  [peopleVerbs.editTeam]: withNothing(peopleVerbs.editTeam, { teamId: TEAM }, "anna"),
  [peopleVerbs.saveTeam]: withNothing(
    peopleVerbs.saveTeam,
    { teamId: TEAM, values: "Mod\nOmtanke", locale: "sv", zone: "Europe/Helsinki" },
    "anna",
  ),
  [peopleVerbs.pressedWeek]: withNothing(
    peopleVerbs.pressedWeek,
    { teamId: TEAM, week: "2026-W06", pressed: true },
    "anna",
  ),
  [peopleVerbs.inTeam]: async (team) => {
    const waiting = { teamId: TEAM, command: "fråga", text: "Flytta mötet till 9?", nonce: mintNonce(team.now()) };
    return clicks(team, "bo", peopleVerbs.inTeam, waiting, { in: "personal" });
  },

  [roundVerbs.start]: async (team) => {
    await inMeeting(team);
    return clicks(team, "anna", roundVerbs.start, { teamId: TEAM, nonce: mintNonce(team.now()), kind: "closing" });
  },
  [roundVerbs.next]: inRound("bo", roundVerbs.next, "speaking", { turn: 1 }),
  [roundVerbs.pass]: inRound("bo", roundVerbs.pass, "speaking"),
  [roundVerbs.raise]: inRound("bo", roundVerbs.raise, "speaking", {}, [["bo", roundVerbs.next, { turn: 1 }]]),
  [roundVerbs.lower]: inRound("bo", roundVerbs.lower, "speaking", {}, [
    ["bo", roundVerbs.next, { turn: 1 }],
    ["bo", roundVerbs.raise, {}],
  ]),
  [roundVerbs.greet]: inRound("bo", roundVerbs.greet, "greeting", { text: "Hej!" }),
  [roundVerbs.write]: inRound("bo", roundVerbs.write, "writing", { text: "Mer tid" }),
  [roundVerbs.reveal]: inRound("anna", roundVerbs.reveal, "writing", {}, texts, six),
  [roundVerbs.answer]: inRound("bo", roundVerbs.answer, "closing", { heard: 4 }),
  [roundVerbs.close]: inRound("anna", roundVerbs.close, "speaking"),
  [pulseVerbs.restThought]: withNothing(pulseVerbs.restThought, { teamId: TEAM, personId: idOf("cia") }, "anna"),
  [pulseVerbs.unrestThought]: async (team) => {
    const about = { teamId: TEAM, personId: idOf("cia") };
    await team.as("anna").clicks(pulseVerbs.restThought, about);
    return clicks(team, "anna", pulseVerbs.unrestThought, about);
  },

  [pollVerbs.ask]: async (team) => clicks(team, "anna", pollVerbs.ask, aQuestion(team, { options: "Ja\nNej" })),
  [pollVerbs.vote]: onQuestion("dan", pollVerbs.vote, { edition: 0, choices: "1" }),
  [pollVerbs.card]: onQuestion("bo", pollVerbs.card),
  [pollVerbs.mine]: onQuestion("bo", pollVerbs.mine),
  [pollVerbs.who]: onQuestion("bo", pollVerbs.who, {}, "closed"),
  [pollVerbs.changeOptions]: onQuestion("anna", pollVerbs.changeOptions, { options: "Kaffe\nTe" }, "fresh"),
  [pollVerbs.close]: onQuestion("anna", pollVerbs.close),
  [pollVerbs.decide]: onQuestion("anna", pollVerbs.decide, { outcome: "1", why: "Fler vill ha det." }, "closed"),
  [pollVerbs.moreTime]: onQuestion("anna", pollVerbs.moreTime, { day: "2026-02-10" }, "closed"),
};

export const otherDoors: Readonly<Record<string, Act>> = {
  "a form in the channel, which is taken down": async (team) => {
    const { replies } = await team.as("anna").says("tack");
    const draft = { ...toBoAndCia(team), door: "message", askerId: idOf("anna") };
    return clicks(team, "anna", kudosVerbs.give, draft, { activityId: replies[0]?.id ?? "" });
  },
  "thanks in private": async (team) =>
    clicks(team, "anna", kudosVerbs.give, { ...toBoAndCia(team), audience: "private" }),
  "thanks to the whole team": async (team) =>
    clicks(team, "anna", kudosVerbs.give, aDraft(team, { recipients: "team" })),
  "thanks in a dialog": submits("tack", kudosVerbs.give, toBoAndCia),
  "a question in a dialog": submits("fraga", pollVerbs.ask, (team) => aQuestion(team)),
  "thanks from the tab": fromTheTab(kudosVerbs.give, toBoAndCia),
  "a question from the tab": fromTheTab(pollVerbs.ask, (team) => aQuestion(team)),
  "an anonymous answer": async (team) => {
    await team.as("anna").says("fråga Flytta mötet till 9?");
    await team.settle();
    const about = { pollId: idIn(team.channelPosts()[0]?.card, "pollId") };
    return clicks(team, "bo", pollVerbs.vote, { ...about, edition: 0, choices: "1" });
  },
  "tack, said": says("tack"),
  "tack to somebody who has not chosen, said": says("tack @cia för hjälpen"),
  "fråga, said": says("fråga Flytta mötet till 9?"),
  "fråga, said alone": says("fråga Flytta mötet till 9?", true),
  "inställningar, said": says("inställningar"),
  "mina uppgifter, said alone": says("mina uppgifter", true),
  "vårt team, said": says("vårt team"),
  "something unknown, said": says("hur mår ni?"),
};
