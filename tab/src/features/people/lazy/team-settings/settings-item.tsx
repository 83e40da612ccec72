import { MenuItem } from "@fluentui/react-components";
import { SettingsRegular } from "@fluentui/react-icons";
import type { TeamMenuProps } from "../../../../lib/feature.ts";
import { useRouter } from "../../../../lib/router.ts";
import { useTexts } from "../../../../lib/use-texts.ts";
import { teamSettingsTexts } from "./texts.ts";

/** A link from the team's page to its settings. */
export default function SettingsItem({ teamId }: TeamMenuProps) {
  const t = useTexts(teamSettingsTexts);
  const { go } = useRouter();
  return (
    <MenuItem icon={<SettingsRegular />} onClick={() => go({ page: "settings", teamId })}>
      {t("title")}
    </MenuItem>
  );
}
