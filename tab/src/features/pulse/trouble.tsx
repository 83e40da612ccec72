import { MessagePage } from "../../components/message-page.tsx";
import { componentTexts } from "../../components/texts.ts";
import { Refused, Unreachable } from "../../lib/api.ts";
import { NotSignedIn } from "../../lib/teams.ts";
import { useWords } from "../../lib/words.ts";
import { pulseTexts } from "./texts.ts";

/** What went wrong and what to do next. The server's own words are used where it has better ones than we. */
export function Trouble({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  const t = useWords(pulseTexts);
  const common = useWords(componentTexts);
  const action = { label: common("retry"), run: retry };
  if (error instanceof NotSignedIn) {
    return <MessagePage isAlert title={t("notSignedInTitle")} body={t("notSignedIn")} action={action} />;
  }
  if (error instanceof Unreachable) {
    return <MessagePage isAlert title={t("unreachableTitle")} body={t("unreachable")} action={action} />;
  }
  if (error instanceof Refused && error.status === 403) {
    return <MessagePage isAlert title={t("notYoursTitle")} body={t("notYours")} action={action} />;
  }
  const body = error instanceof Refused ? error.message : t("broken");
  return <MessagePage isAlert title={t("brokenTitle")} body={body} action={action} />;
}
