import { MenuItem } from "@fluentui/react-components";
import { SettingsRegular } from "@fluentui/react-icons";
import type { TeamMenuProps } from "../../../../lib/feature.ts";
import { useWay } from "../../../../lib/place.ts";
import { useWords } from "../../../../lib/words.ts";
import { teamSettingsTexts } from "./texts.ts";

/** From the team's page to its settings. */
export default function SettingsItem({ teamId }: TeamMenuProps) {
  const t = useWords(teamSettingsTexts);
  const { go } = useWay();
  return (
    <MenuItem icon={<SettingsRegular />} onClick={() => go({ page: "settings", teamId })}>
      {t("title")}
    </MenuItem>
  );
}
