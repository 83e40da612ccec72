import { MessagePage } from "../../components/message-page.tsx";
import { useTexts } from "../../lib/i18n.ts";
import { setupTexts } from "./texts.ts";

/** For somebody who opened the address in a browser: where it belongs. */
export default function Outside() {
  const t = useTexts(setupTexts);
  return <MessagePage title={t("outsideTitle")} body={t("outside")} />;
}
