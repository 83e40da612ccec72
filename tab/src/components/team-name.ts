import { useTexts } from "../lib/use-texts.ts";
import { teamNameTexts } from "./team-name/texts.ts";

/** The name of a team, also of a group chat without a name. */
export function useTeamName(): (team: { readonly name: string }) => string {
  const t = useTexts(teamNameTexts);
  return ({ name }) => name || t("nameless");
}
