import { Button } from "@fluentui/react-components";
import { MoreHorizontalRegular } from "@fluentui/react-icons";
import { useContext, useState } from "react";
import { Pressed } from "../../components/pressed.tsx";
import { FeaturesContext, fetchAll } from "../../lib/feature.ts";
import { later } from "../../lib/later.ts";
import { useWords } from "../../lib/words.ts";
import { teamPageTexts } from "./texts.ts";

const Menu = later(() => import("./more-menu.tsx"));

/** What one seldom needs, in a menu that is fetched with the first press. */
export function More({ teamId }: { readonly teamId: string }) {
  const t = useWords(teamPageTexts);
  const { teamMenu } = useContext(FeaturesContext);
  const [isAsked, setAsked] = useState(false);
  function ask(): void {
    void fetchAll(teamMenu);
    setAsked(true);
  }
  const button = (
    <Button
      appearance="subtle"
      icon={<MoreHorizontalRegular />}
      aria-label={t("more")}
      aria-haspopup="menu"
      onClick={ask}
    />
  );
  return (
    <Pressed isPressed={isAsked} meanwhile={button} onMissing={() => setAsked(false)}>
      {() => <Menu teamId={teamId} />}
    </Pressed>
  );
}
