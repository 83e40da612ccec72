import { Button, Menu, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { MoreHorizontalRegular } from "@fluentui/react-icons";
import { useContext } from "react";
import { FeaturesContext } from "../../lib/feature.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { teamPageTexts } from "./texts.ts";

/** Opens as soon as its code is loaded: a press requested it. */
export default function MoreMenu({ teamId }: { readonly teamId: string }) {
  const t = useTexts(teamPageTexts);
  const { teamMenu } = useContext(FeaturesContext);
  return (
    <Menu defaultOpen>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={t("more")} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {teamMenu.map(({ key, Component }) => (
            <Component key={key} teamId={teamId} />
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
