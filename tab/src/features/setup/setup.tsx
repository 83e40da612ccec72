import { useEffect } from "react";
import { MessagePage } from "../../components/message-page.tsx";
import { offerToSave } from "../../lib/teams.ts";
import { useWords } from "../../lib/words.ts";
import { setupTexts } from "./texts.ts";

/** Where Teams asks how to set up a tab that is added to a channel: nothing to choose, so Save is ready at once. */
export function Setup() {
  const t = useWords(setupTexts);
  const name = t("tabName");
  useEffect(() => offerToSave(name), [name]);
  return <MessagePage title={t("setupTitle")} body={t("setup")} />;
}
