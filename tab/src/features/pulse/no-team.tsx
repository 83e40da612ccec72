import { MessagePage } from "../../components/message-page.tsx";
import { useWords } from "../../lib/words.ts";
import { pulseTexts } from "./texts.ts";

/** The personal app belongs to no team: it says where the team's page is. */
export function NoTeam() {
  const t = useWords(pulseTexts);
  return <MessagePage title={t("noTeamTitle")} body={t("noTeam")} />;
}
