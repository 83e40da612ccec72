import type { ActAs, Sample, SampleAct, SampleName, SampleTeam } from "../../../core/sample.ts";
import { dayOf } from "../../../core/week.ts";
import { Decision, PollDraft, Vote } from "../contract.ts";
import { askPoll } from "../verbs/ask-poll.ts";
import { castVote } from "../verbs/cast-vote.ts";
import { decidePoll } from "../verbs/decide-poll.ts";
import { type PastQuestion, pastQuestions } from "./past-questions.ts";

export const sample: Sample = {
  acts: (team) => pastQuestions.flatMap((question) => actsOf(question, team)),
};

/** The acts of one poll, from the question to the outcome, as far as it has come. */
function actsOf(past: PastQuestion, team: SampleTeam): readonly SampleAct[] {
  const { from, options = [], mode, answers, most, closes, votes, told } = past;
  const { locale } = team;
  const question = past.question[locale];
  const at = team.dateOf(past);
  let pollId = "";
  const voting = Object.entries(votes).map(([voter, choices], i) => ({
    at: team.dateOf(past, 4 + 9 * i),
    run: (as: ActAs) =>
      castVote(as(voter as SampleName), Vote.parse({ pollId, edition: 0, choices: choices.map(String) })),
  }));
  return [
    {
      at,
      async run(as) {
        const draft = PollDraft.parse({
          teamId: team.id,
          nonce: team.nonceFor(at, question),
          question,
          options: options.map((option) => option[locale]),
          mode,
          answers,
          most,
          ...(closes ? { closesOn: dayOf(team.dateOf(closes), team.zone), closesAt: closes.at } : {}),
        });
        pollId = (await askPoll(as(from), draft)).id;
      },
    },
    ...voting,
    ...(told
      ? [
          {
            at: team.dateOf(told),
            run(as: ActAs) {
              const { outcome, why } = told;
              const chosen = typeof outcome === "number" ? { outcome: String(outcome) } : { other: outcome[locale] };
              return decidePoll(as(from), Decision.parse({ pollId, ...chosen, why: why[locale] }));
            },
          },
        ]
      : []),
  ];
}
