import { Button } from "@fluentui/react-components";
import { MoreHorizontalRegular } from "@fluentui/react-icons";
import { lazy, Suspense, useState } from "react";
import { useWords } from "../../lib/words.ts";
import { pulseTexts } from "./texts.ts";

const Menu = lazy(() => import("./more-menu.tsx"));

/** What one seldom needs, in a menu that is fetched with the first press. */
export function More({ teamId }: { readonly teamId: string }) {
  const t = useWords(pulseTexts);
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
  return isAsked ? (
    <Suspense fallback={button}>
      <Menu teamId={teamId} />
    </Suspense>
  ) : (
    button
  );
}
