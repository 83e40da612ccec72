import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { pulseVerbs } from "#bot/features/pulse/contract.ts";
import { idOf, TEAM, type Team } from "../../support/a-team.ts";

/** The leader dismisses the suggestion of this person, which then rests. */
export const rests = (team: Team, who: string, leader = "anna") =>
  team.as(leader).acts(pulseVerbs.restThought, { teamId: TEAM, personId: idOf(who) });

/** The names of the keys of rests in the key store. */
export const restKeys = (team: Team): readonly string[] => {
  const folder = join(dirname(team.file), "keys");
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("rests-")) : [];
};
