import { pulseVerbs } from "#bot/features/pulse/contract.ts";
import { idOf, TEAM } from "../../support/a-team.ts";
import { clicks, type FeatureActs, withNothing } from "../../support/acts.ts";

export const acts: FeatureActs["acts"] = {
  [pulseVerbs.restThought]: withNothing(pulseVerbs.restThought, { teamId: TEAM, personId: idOf("cia") }, "anna"),
  [pulseVerbs.unrestThought]: async (team) => {
    const data = { teamId: TEAM, personId: idOf("cia") };
    await team.as("anna").clicks(pulseVerbs.restThought, data);
    return clicks(team, "anna", pulseVerbs.unrestThought, data);
  },
};
