import { KudosDraft } from "../features/kudos/contract.ts";
import { give } from "../features/kudos/verbs/give-kudos.ts";
import { alsoThank } from "../features/kudos/verbs/join-thanks.ts";
import { takeLead } from "../features/people/verbs/change-lead.ts";
import { install } from "../features/people/verbs/install.ts";
import { savePreferences } from "../features/people/verbs/save-preferences.ts";
import { saveTeam } from "../features/people/verbs/save-team.ts";
import type { Act, AsPerson } from "./sample-act.ts";
import { type PastThanks, pastQuestions, pastThanks } from "./sample-history.ts";
import { asking } from "./sample-questions.ts";
import { people, sampleTeam, type Who } from "./sample-team.ts";
import { calendar, nonceFor, type When } from "./sample-time.ts";

/** All that the sample team did before `now`, oldest first. */
export function actsOf(now: Date): readonly Act[] {
  const when = calendar(now);
  return [
    ...beginnings(when),
    ...pastThanks.flatMap((thanks) => thanking(thanks, when)),
    ...pastQuestions.flatMap((question) => asking(question, when)),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** Everybody says which language they speak, and nothing else. */
export function speakingSwedish(at: Date): readonly Act[] {
  return names.map((who) => ({ at, run: (as) => savePreferences(as(who), { locale: "sv" }) }));
}

/** Karin adds Gnista, says that she leads, and everybody who wants to says how they like to be thanked. */
function beginnings(when: When): readonly Act[] {
  const first = { day: 60, at: "9:00" } as const;
  const { id: teamId, zone, values } = sampleTeam;
  return [
    { at: when(first), run: (as) => install(as("karin"), { ...sampleTeam, kind: "team" }) },
    { at: when(first, 5), run: (as) => takeLead(as("karin"), teamId) },
    { at: when(first, 9), run: (as) => saveTeam(as("karin"), { teamId, values: [...values], locale: "sv", zone }) },
    ...names.map((who, i) => ({
      at: when(first, 20 + i),
      run: (as: AsPerson) => {
        const { wish } = people[who];
        return savePreferences(as(who), { locale: "sv", ...(wish ? { wish } : {}) });
      },
    })),
  ];
}

const names = Object.keys(people) as Who[];

function thanking(thanks: PastThanks, when: When): readonly Act[] {
  const { from, to, words, kind = "thanks", value, privately, also = [] } = thanks;
  const at = when(thanks);
  let kudosId = "";
  return [
    {
      at,
      async run(as) {
        const draft = KudosDraft.parse({
          teamId: sampleTeam.id,
          nonce: nonceFor(at, words),
          recipients: typeof to === "string" ? [] : to.map((who) => people[who].id),
          wholeTeam: to === "everybody",
          words,
          kind,
          value,
          audience: privately ? "private" : "team",
        });
        kudosId = (await give(as(from), draft)).id;
      },
    },
    ...also.map((who, i) => ({ at: when(thanks, 10 + 13 * i), run: (as: AsPerson) => alsoThank(as(who), kudosId) })),
  ];
}
