import { pollVerbs } from "#bot/features/polls/contract.ts";
import type { Team } from "../../support/a-team.ts";
import { type Act, clicks, type FeatureActs, fromTheTab, type Make, says, submits } from "../../support/acts.ts";
import { aQuestion, idIn } from "../../support/cards.ts";

/** Acts on a poll of Anna's with named answers, which all but two have answered unless it is fresh. */
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

/** An outcome of Anna's that did not reach the channel, which answers again. */
async function aLostOutcome(team: Team): Promise<{ readonly pollId: string }> {
  await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { options: "Bulle\nFrukt", answers: "named" }));
  await team.settle();
  const about = { pollId: idIn(team.channelPosts()[0]?.card, "pollId") };
  await team.as("anna").clicks(pollVerbs.close, about);
  await team.settle();
  // The card's update, and the reply in its thread.
  team.teams.fail({ status: 403, times: 2, fits: ({ path }) => path.includes(team.place) });
  await team.as("anna").clicks(pollVerbs.decide, { ...about, outcome: "1", why: "Fler vill ha det." });
  await team.settle();
  return about;
}

export const acts: FeatureActs["acts"] = {
  [pollVerbs.ask]: async (team) => clicks(team, "anna", pollVerbs.ask, aQuestion(team, { options: "Ja\nNej" })),
  [pollVerbs.vote]: onQuestion("dan", pollVerbs.vote, { edition: 0, choices: "1" }),
  [pollVerbs.card]: onQuestion("bo", pollVerbs.card),
  [pollVerbs.mine]: onQuestion("bo", pollVerbs.mine),
  [pollVerbs.who]: onQuestion("bo", pollVerbs.who, {}, "closed"),
  [pollVerbs.changeOptions]: onQuestion("anna", pollVerbs.changeOptions, { options: "Kaffe\nTe" }, "fresh"),
  [pollVerbs.close]: onQuestion("anna", pollVerbs.close),
  [pollVerbs.decide]: onQuestion("anna", pollVerbs.decide, { outcome: "1", why: "Fler vill ha det." }, "closed"),
  [pollVerbs.moreTime]: onQuestion("anna", pollVerbs.moreTime, { day: "2026-02-10" }, "closed"),
  [pollVerbs.tellAgain]: async (team) => {
    const about = await aLostOutcome(team);
    return clicks(team, "anna", pollVerbs.tellAgain, about);
  },
  [pollVerbs.takeBack]: onQuestion("anna", pollVerbs.takeBack),
  [pollVerbs.askAgain]: async (team) => {
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { options: "Bulle\nFrukt" }));
    await team.settle();
    const about = { pollId: idIn(team.channelPosts()[0]?.card, "pollId") };
    await team.as("anna").clicks(pollVerbs.takeBack, about);
    await team.settle();
    return clicks(team, "anna", pollVerbs.askAgain, about);
  },
};

const question =
  (more: object, isClosed = false): Make =>
  async (team, { word, others, options = {} }) => {
    const known = new Set(team.teams.posts.map(({ id }) => id));
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { question: `${word} fråga?`, ...more }), options);
    await team.settle();
    const post = team.teams.posts.find(({ id, card, threadId }) => !known.has(id) && card && threadId === undefined);
    const about = { pollId: idIn(post?.card, "pollId") };
    for (const who of others) {
      await team.as(who).clicks(pollVerbs.vote, { ...about, edition: 0, choices: "0" }, options);
    }
    if (isClosed) {
      await team.as("anna").clicks(pollVerbs.close, about, options);
      await team.settle();
    }
    return about;
  };

export const things: FeatureActs["things"] = {
  pollId: {
    makes: [question({ answers: "named" }), question({ answers: "anonymous" }), question({ answers: "named" }, true)],
    param: "poll",
  },
};

export const endings: FeatureActs["endings"] = [pollVerbs.close];

export const otherEntryPoints: NonNullable<FeatureActs["otherEntryPoints"]> = {
  "the outcome of a vote, as filled in": async (team) => {
    await team
      .as("anna")
      .clicks(pollVerbs.ask, aQuestion(team, { options: "Bulle\nFrukt", mode: "vote", answers: "named" }));
    await team.settle();
    const about = { pollId: idIn(team.channelPosts()[0]?.card, "pollId") };
    for (const voter of ["bo", "cia", "dan"]) {
      await team.as(voter).clicks(pollVerbs.vote, { ...about, edition: 0, choices: "0" });
    }
    await team.as("anna").clicks(pollVerbs.close, about);
    await team.settle();
    return clicks(team, "anna", pollVerbs.decide, { ...about, outcome: "0", why: "Flest röster" }, { in: "personal" });
  },
  "a question in a dialog": submits("fraga", pollVerbs.ask, (team) => aQuestion(team)),
  "a question from the tab": fromTheTab(pollVerbs.ask, (team) => aQuestion(team)),
  "an anonymous answer": async (team) => {
    await team.as("anna").says("fråga Flytta mötet till 9?");
    await team.settle();
    const about = { pollId: idIn(team.channelPosts()[0]?.card, "pollId") };
    return clicks(team, "bo", pollVerbs.vote, { ...about, edition: 0, choices: "1" });
  },
  "fråga, said": says("fråga Flytta mötet till 9?"),
  "fråga, said alone": says("fråga Flytta mötet till 9?", true),
};
