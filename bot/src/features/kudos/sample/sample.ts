import type { ActAs, Sample, SampleAct, SampleTeam } from "../../../core/sample.ts";
import { KudosDraft } from "../contract.ts";
import { giveKudos } from "../verbs/give-kudos.ts";
import { joinThanks } from "../verbs/join-thanks.ts";
import { olderThanks } from "./older-thanks.ts";
import type { PastThanks } from "./past-thanks.ts";
import { recentThanks } from "./recent-thanks.ts";

export const sample: Sample = {
  acts: (team) => [...olderThanks, ...recentThanks].flatMap((thanks) => actsOf(thanks, team)),
};

/** A thank-you, and the people who joined it. */
function actsOf(thanks: PastThanks, team: SampleTeam): readonly SampleAct[] {
  const { from, to, kind = "thanks", value, privately, also = [] } = thanks;
  const words = thanks.words[team.locale];
  const at = team.dateOf(thanks);
  let kudosId = "";
  return [
    {
      at,
      async run(as) {
        const draft = KudosDraft.parse({
          teamId: team.id,
          nonce: team.nonceFor(at, words),
          recipients: typeof to === "string" ? [] : to.map((person) => team.people[person].id),
          wholeTeam: to === "everybody",
          words,
          kind,
          value: value === undefined ? undefined : team.values[value],
          audience: privately ? "private" : "team",
        });
        kudosId = (await giveKudos(as(from), draft)).id;
      },
    },
    ...also.map((person, i) => ({
      at: team.dateOf(thanks, 10 + 13 * i),
      run: (as: ActAs) => joinThanks(as(person), kudosId),
    })),
  ];
}
