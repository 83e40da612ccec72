import { MenuItem } from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons";
import { useContext } from "react";
import { useSay } from "../../../components/notices.tsx";
import { fetchFile } from "../../../lib/api.ts";
import type { TeamMenuProps } from "../../../lib/feature.ts";
import { saveFile } from "../../../lib/file.ts";
import { teamPath } from "../../../lib/team-path.ts";
import { Language, useWords } from "../../../lib/words.ts";
import { pulseTexts } from "./texts.ts";

/** Saves the team's figures as a file. */
export default function FiguresItem({ teamId }: TeamMenuProps) {
  const t = useWords(pulseTexts);
  const locale = useContext(Language);
  const { say, sayError } = useSay();
  async function saveFigures(): Promise<void> {
    try {
      const file = await fetchFile(teamPath(teamId, "figures.csv"), locale);
      saveFile(file.name, file.content);
      say({ words: t("figuresSaved", { name: file.name }) });
    } catch (error) {
      sayError(error);
    }
  }
  return (
    <MenuItem icon={<ArrowDownloadRegular />} onClick={() => void saveFigures()}>
      {t("figures")}
    </MenuItem>
  );
}
