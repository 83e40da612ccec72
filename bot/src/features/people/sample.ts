import type { ActAs, Sample, SampleAct, SampleName, SampleTeam } from "../../core/sample.ts";
import type { Wish } from "../../kernel/contract.ts";
import { install } from "./verbs/install.ts";
import { savePreferences } from "./verbs/save-preferences.ts";
import { changeTeam, saveTeam } from "./verbs/save-team.ts";
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
  settings: ({ id, locale, now }) => [
    { at: now, run: (as) => changeTeam(as("karin"), id, (team) => ({ ...team, locale })) },
  ],
};

/** Karin adds Gnista and answers that she leads; people choose how they want to be thanked. */
function setUp(team: SampleTeam): readonly SampleAct[] {
  const { id: teamId, zone, locale, values, dateOf } = team;
  const first = { day: 60, at: "9:00" } as const;
  return [
    { at: dateOf(first), run: (as) => install(as("karin"), { ...team, kind: "team" }) },
    { at: dateOf(first, 5), run: (as) => takeLead(as("karin"), teamId) },
    { at: dateOf(first, 9), run: (as) => saveTeam(as("karin"), { teamId, values: [...values], locale, zone }) },
    ...Object.entries(wishes).map(([name, wish], i) => ({
      at: dateOf(first, 20 + i),
      run: (as: ActAs) => savePreferences(as(name as SampleName), { wish }),
    })),
  ];
}
