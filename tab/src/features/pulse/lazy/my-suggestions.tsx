import type { MyTeams } from "#bot/kernel/contract.ts";
import { useTeamName } from "../../../components/team-name.ts";
import { useResource } from "../../../lib/use-resource.ts";
import { SuggestedPeople } from "./worth-a-thought.tsx";

/** "Värt en tanke" on the personal page, for each team that the viewer leads. */
export default function MySuggestions() {
  const nameOf = useTeamName();
  const { data } = useResource<MyTeams>("/teams");
  const led = data?.teams.filter(({ isLeader }) => isLeader) ?? [];
  return led.map((team) => (
    <SuggestedPeople key={team.id} teamId={team.id} {...(led.length > 1 ? { teamName: nameOf(team) } : {})} />
  ));
}
