import { Button } from "@fluentui/react-components";
import { MoreHorizontalRegular } from "@fluentui/react-icons";
import { useContext, useState } from "react";
import { LazyOnClick } from "../../components/lazy-on-click.tsx";
import { FeaturesContext, fetchAll } from "../../lib/feature.ts";
import { lazyComponent } from "../../lib/lazy.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { teamPageTexts } from "./texts.ts";

const Menu = lazyComponent(() => import("./more-menu.tsx"));

/** Rarely used actions, in a menu whose code is fetched on the first press. */
export function More({ teamId }: { readonly teamId: string }) {
  const t = useTexts(teamPageTexts);
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
    <LazyOnClick isPressed={isAsked} meanwhile={button} onMissing={() => setAsked(false)}>
      {() => <Menu teamId={teamId} />}
    </LazyOnClick>
  );
}
