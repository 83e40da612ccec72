import { MessagePage } from "../../components/message-page.tsx";
import { useTexts } from "../../lib/use-texts.ts";
import { setupTexts } from "./texts.ts";

/** Shown in a browser outside Teams: where Gnista can be opened. */
export default function Outside() {
  const t = useTexts(setupTexts);
  return <MessagePage title={t("outsideTitle")} body={t("outside")} />;
}
