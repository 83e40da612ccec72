import { Button } from "@fluentui/react-components";
import { MoreHorizontalRegular } from "@fluentui/react-icons";
import { useState } from "react";
import { Pressed } from "../../components/pressed.tsx";
import { later } from "../../lib/later.ts";
import { useWords } from "../../lib/words.ts";
import { teamPageTexts } from "./texts.ts";

const Menu = later(() => import("./more-menu.tsx"));

/** What one seldom needs, in a menu that is fetched with the first press. */
export function More({ teamId }: { readonly teamId: string }) {
  const t = useWords(teamPageTexts);
  const [isAsked, setAsked] = useState(false);
  const button = (
    <Button
      appearance="subtle"
      icon={<MoreHorizontalRegular />}
      aria-label={t("more")}
      aria-haspopup="menu"
      onClick={() => setAsked(true)}
    />
  );
  return (
    <Pressed isPressed={isAsked} meanwhile={button} onMissing={() => setAsked(false)}>
      {() => <Menu teamId={teamId} />}
    </Pressed>
  );
}
