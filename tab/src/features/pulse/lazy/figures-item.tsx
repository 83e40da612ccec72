import { MenuItem } from "@fluentui/react-components";
import { ArrowDownloadRegular } from "@fluentui/react-icons";
import { useContext } from "react";
import { useReport } from "../../../components/use-report.ts";
import { fetchFile } from "../../../lib/api.ts";
import type { TeamMenuProps } from "../../../lib/feature.ts";
import { saveFile } from "../../../lib/file.ts";
import { LanguageContext } from "../../../lib/language.ts";
import { teamPath } from "../../../lib/team-path.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { pulseTexts } from "./texts.ts";

/** Downloads the team's figures. */
export default function FiguresItem({ teamId }: TeamMenuProps) {
  const t = useTexts(pulseTexts);
  const locale = useContext(LanguageContext);
  const report = useReport();
  const saveFigures = () =>
    void report(async () => {
      const { name, content } = await fetchFile(teamPath(teamId, "figures.csv"), locale);
      saveFile(name, content);
      return { words: t("figuresSaved", { name }) };
    });
  return (
    <MenuItem icon={<ArrowDownloadRegular />} onClick={saveFigures}>
      {t("figures")}
    </MenuItem>
  );
}
