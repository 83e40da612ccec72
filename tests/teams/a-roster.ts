import { aTeam, TENANT } from "../support/a-team.ts";
import { aSlice } from "./a-slice.ts";

export async function aRoster(parts: Parameters<typeof aTeam>[0] = {}) {
  const team = await aTeam({ features: [aSlice().slice], ...parts });
  const roster = () => team.gnista.jobContextFor(TENANT, "r").roster;
  const memberRequests = () => team.teams.calls.filter(({ path }) => path.endsWith("/pagedmembers"));
  return { team, roster, memberRequests };
}
