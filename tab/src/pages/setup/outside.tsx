import { MessagePage } from "../../components/message-page.tsx";
import { useWords } from "../../lib/words.ts";
import { setupTexts } from "./texts.ts";

/** For somebody who opened the address in a browser: where it belongs. */
export default function Outside() {
  const t = useWords(setupTexts);
  return <MessagePage title={t("outsideTitle")} body={t("outside")} />;
}
