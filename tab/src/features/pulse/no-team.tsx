import { MessagePage } from "../../components/message-page.tsx";
import { useWords } from "../../lib/words.ts";
import { pulseTexts } from "./texts.ts";

/** Where Gnista knows of no team: it says where the team's page is. */
export function NoTeam() {
  const t = useWords(pulseTexts);
  return <MessagePage title={t("noTeamTitle")} body={t("noTeam")} />;
}
