import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { ArrowDownloadRegular, MoreHorizontalRegular, SettingsRegular } from "@fluentui/react-icons";
import { useContext } from "react";
import { useSay } from "../../components/notices.tsx";
import { pulseTexts } from "../../features/pulse/lazy/texts.ts";
import { fetchFile } from "../../lib/api.ts";
import { saveFile } from "../../lib/file.ts";
import { useWay } from "../../lib/place.ts";
import { teamPath } from "../../lib/team-path.ts";
import { Language, useWords } from "../../lib/words.ts";
import { teamPageTexts } from "./texts.ts";

/** Opens as soon as it is here: it was asked for by a press. */
export default function MoreMenu({ teamId }: { readonly teamId: string }) {
  const t = useWords(teamPageTexts);
  const ofPulse = useWords(pulseTexts);
  const locale = useContext(Language);
  const { go } = useWay();
  const { say, sayError } = useSay();
  async function saveFigures(): Promise<void> {
    try {
      const file = await fetchFile(teamPath(teamId, "figures.csv"), locale);
      saveFile(file.name, file.content);
      say({ words: ofPulse("figuresSaved", { name: file.name }) });
    } catch (error) {
      sayError(error);
    }
  }
  return (
    <Menu defaultOpen>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={t("more")} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<SettingsRegular />} onClick={() => go({ page: "settings", teamId })}>
            {t("settings")}
          </MenuItem>
          <MenuItem icon={<ArrowDownloadRegular />} onClick={() => void saveFigures()}>
            {ofPulse("figures")}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
