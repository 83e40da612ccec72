import type { ActAs, Sample, SampleAct, SampleName, SampleTeam } from "../../core/sample.ts";
import type { Wish } from "../../kernel/contract.ts";
import { install } from "./verbs/install.ts";
import { savePreferences } from "./verbs/save-preferences.ts";
import { saveTeam } from "./verbs/save-team.ts";
import { takeLead } from "./verbs/take-lead.ts";

/** How the sample people want to be thanked. Oskar has not chosen. */
const wishes: Partial<Record<SampleName, Wish>> = {
  karin: "openly",
  johan: "openly",
  elin: "openly",
  sara: "openly",
  mattias: "betweenUs",
};

export const sample: Sample = {
  acts: setUp,
  // The Playground reports English for everybody.
  settings: (team) => namesIn(team).map((name) => ({ at: team.now, run: (as) => savePreferences(as(name), swedish) })),
};

const swedish = { locale: "sv" } as const;

/** Karin adds Gnista and answers that she leads; people choose how they want to be thanked. */
function setUp(team: SampleTeam): readonly SampleAct[] {
  const { id: teamId, zone, values, dateOf } = team;
  const first = { day: 60, at: "9:00" } as const;
  return [
    { at: dateOf(first), run: (as) => install(as("karin"), { ...team, kind: "team" }) },
    { at: dateOf(first, 5), run: (as) => takeLead(as("karin"), teamId) },
    { at: dateOf(first, 9), run: (as) => saveTeam(as("karin"), { teamId, values: [...values], locale: "sv", zone }) },
    ...namesIn(team).map((name, i) => ({
      at: dateOf(first, 20 + i),
      run: (as: ActAs) => {
        const wish = wishes[name];
        return savePreferences(as(name), { ...swedish, ...(wish ? { wish } : {}) });
      },
    })),
  ];
}

const namesIn = ({ people }: SampleTeam) => Object.keys(people) as SampleName[];
