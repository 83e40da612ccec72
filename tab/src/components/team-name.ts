import { useTexts } from "../lib/i18n.ts";
import { teamNameTexts } from "./team-name/texts.ts";

/** What a team is called, also a group chat that nobody has named. */
export function useTeamName(): (team: { readonly name: string }) => string {
  const t = useTexts(teamNameTexts);
  return ({ name }) => name || t("nameless");
}
