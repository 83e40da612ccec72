import { PostRecord } from "#bot/core/upsert-post.ts";
import { Ballot, Poll, pollVerbs, StoredQuestion, TakenBackWords, TallyShard } from "#bot/features/polls/contract.ts";
import { UsedForm } from "#bot/kernel/contract.ts";
import { aQuestion, cardOf, filledIn, idIn, objectsIn } from "../../support/cards.ts";
import { DAY, type FeaturePrivacy, under, YEAR } from "../../support/feature-privacy.ts";

export const lifetimes: FeaturePrivacy["lifetimes"] = {
  "team/q": YEAR,
  "team/d": YEAR,
  "poll/poll": YEAR,
  "poll/v": YEAR,
  "poll/t": YEAR,
  "poll/post": YEAR,
  "poll/form": 7 * DAY,
  "poll/words": 7 * DAY,
  "poll/reminded": YEAR,
  "user/ref as asker": YEAR,
  "user/ref as voter": YEAR,
  "user/ref as decider": YEAR,
  "user/ref as takenBack": YEAR,
};

export const documents: FeaturePrivacy["documents"] = {
  "team/q": StoredQuestion,
  "team/d": StoredQuestion,
  "poll/poll": Poll,
  "poll/v": Ballot,
  "poll/t": TallyShard,
  "poll/post": PostRecord,
  "poll/form": UsedForm,
  "poll/words": TakenBackWords,
  "poll/reminded": PostRecord,
};

/** While an outcome is overdue, and after a question was taken back. */
export const rare: FeaturePrivacy["rare"] = ["poll/reminded", "poll/words", "user/ref as takenBack"];

export const busyHour: FeaturePrivacy["busyHour"] = async (team, check) => {
  for (const answers of ["anonymous", "named"]) {
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { question: "Hemlig fråga?", answers }));
    await team.settle();
    const pollId = idIn(team.channelPosts().at(-1)?.card, "pollId");
    for (const who of ["bo", "cia", "dan", "eva", "filip"]) {
      await team.as(who).clicks(pollVerbs.vote, { pollId, edition: 0, choices: "0" });
    }
    check();
    await team.as("anna").clicks(pollVerbs.close, { pollId });
    await team.settle();
    if (answers === "named") {
      await team.as("anna").clicks(pollVerbs.decide, { pollId, outcome: "0", why: "Hemligt skäl." });
      await team.settle();
    }
  }
  const form = await team.as("bo").says("fråga");
  const open = objectsIn(cardOf(form.replies[0])).find(({ verb }) => verb === pollVerbs.ask);
  const filled = { ...(open?.data as object), ...filledIn(cardOf(form.replies[0])), question: "Hemlig form?" };
  await team.as("bo").clicks(pollVerbs.ask, filled, { activityId: form.replies[0]?.id });
  await team.as("cia").says("fråga Hemligt i en tråd?", { inThread: "1600000000009" });
};

const person = ["id", "name"];
const question = [
  ...["pollId", "question", "mode", "state", "openedAt", "closesAt", "answerBy", "isOverdue", "isMine", "mayAnswer"],
  ...["outcome", "why", "decidedAt"],
  ...[...under("asker", person), ...under("decidedBy", person)],
];

/** A trailing # allows the field to be a number. */
export const answers: FeaturePrivacy["answers"] = {
  "/me/questions": [
    ...["now", "hasMore", "isTeamMissing"],
    ...["waiting[]", "open[]", "owed[]"].flatMap((list) => under(list, [...question, ...under("team", person)])),
  ],
  "/teams/:team/questions/:poll": [
    ...[
      "now",
      "zone",
      "pollId",
      "question",
      "mode",
      "options[]",
      "edition#",
      "most#",
      "isAnonymous",
      "isFewerThanFive",
      "results",
      "state",
    ],
    ...[
      "openedAt",
      "closesAt",
      "answerBy",
      "answers#",
      "answers",
      "soFar[]#",
      "isTie",
      "myAnswer[]#",
      "mayAnswer",
      "isDecider",
    ],
    ...[
      "mayRun",
      "mayTakeBack",
      "mayChangeOptions",
      "decide.outcomes[]",
      "decide.bound#",
      "decide.why",
      "decide.days[].day",
      "decide.days[].at",
      "hasNames",
      "outcome",
      "why",
      "decidedAt",
    ],
    ...under("result", ["shows", "answers#", "totals[]#", "options[]#", "isAny"]),
    ...[...under("asker", person), ...under("decidedBy", person)],
  ],
  "/teams/:team/questions/:poll/who": under("options[]", ["option", "names[]", "hasMore"]),
  "/teams/:team/question-form": [
    ...["nonce", "zone", "closesAt"],
    ...["advice", "vote", "consent"].flatMap((mode) => [`usualOptions.${mode}[]`, `mayBeAnonymous.${mode}`]),
  ],
};

export const input: FeaturePrivacy["input"] = {
  question: "Vad tycker ni?",
  options: "Ja\nNej",
  edition: 0,
  choices: "0",
  outcome: "0",
  other: "",
  why: "Därför att.",
  day: "2026-02-10",
  mode: "advice",
  most: 1,
  answers: "named",
  results: "atClose",
  closesOn: "",
  closesAt: "",
  door: "dialog",
};

export const variants: FeaturePrivacy["variants"] = {
  options: ["Bulle\nFrukt", ["Bulle", "Frukt"]],
  choices: ["0", ["0", "1"]],
  promised: [undefined, "anonymous"],
  other: ["", "Något annat"],
  mode: ["advice", "vote", "consent"],
  most: [1, "2"],
  answers: ["auto", "anonymous", "named"],
  results: ["atClose", "afterMyVote", "live"],
  closesOn: ["", "2026-02-10"],
  closesAt: ["", "16:00"],
  door: ["dialog", "message"],
};
