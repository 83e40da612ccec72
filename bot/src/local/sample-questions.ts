import { dayOf } from "../core/week.ts";
import { Decision, PollDraft, Vote } from "../features/polls/contract.ts";
import { ask } from "../features/polls/verbs/ask-poll.ts";
import { castVote } from "../features/polls/verbs/cast-vote.ts";
import { decide } from "../features/polls/verbs/decide-poll.ts";
import type { Act, AsPerson } from "./sample-act.ts";
import type { PastQuestion } from "./sample-history.ts";
import { sampleTeam, type Who } from "./sample-team.ts";
import { nonceFor, type When } from "./sample-time.ts";

/** A question from when it was asked until the team was told, as far as it has come. */
export function asking(asked: PastQuestion, when: When): readonly Act[] {
  const { from, question, options = [], mode, answers, most, closes, votes, told } = asked;
  const at = when(asked);
  let pollId = "";
  const voting = Object.entries(votes).map(([who, choices], i) => ({
    at: when(asked, 4 + 9 * i),
    run: (as: AsPerson) => castVote(as(who as Who), Vote.parse({ pollId, edition: 0, choices: choices.map(String) })),
  }));
  return [
    {
      at,
      async run(as) {
        const draft = PollDraft.parse({
          teamId: sampleTeam.id,
          nonce: nonceFor(at, question),
          question,
          options,
          mode,
          answers,
          most,
          ...(closes ? { closesOn: dayOf(when(closes), sampleTeam.zone), closesAt: closes.at } : {}),
        });
        pollId = (await ask(as(from), draft)).id;
      },
    },
    ...voting,
    ...(told
      ? [
          {
            at: when(told),
            run(as: AsPerson) {
              const { outcome, why } = told;
              const chosen = typeof outcome === "number" ? { outcome: String(outcome) } : { other: outcome };
              return decide(as(from), Decision.parse({ pollId, ...chosen, why }));
            },
          },
        ]
      : []),
  ];
}
