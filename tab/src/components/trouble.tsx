import { useCallback, useState } from "react";
import { Refused, Unreachable } from "../lib/api.ts";
import type { Fresh } from "../lib/fresh.ts";
import { NotSignedIn } from "../lib/teams.ts";
import { useWords } from "../lib/words.ts";
import { MessagePage } from "./message-page.tsx";
import { componentTexts } from "./texts.ts";
import { Waiting } from "./waiting.tsx";

/** What stands where a page is not there yet: its shape, or what went wrong and what to do next. */
export function NotYet<T>({ fresh: { error, isFetching, retry } }: { readonly fresh: Fresh<T> }) {
  const [trouble, setTrouble] = useState<Error>();
  const [tried, setTried] = useState<Error>();
  if (error && error !== trouble) {
    setTrouble(error);
  }
  // What the page tries by itself changes nothing until it succeeds.
  if (!trouble || (isFetching && tried === trouble)) {
    return <Waiting />;
  }
  function again(): void {
    setTried(trouble);
    retry();
  }
  return <Trouble error={trouble} retry={again} />;
}

/** What went wrong and what to do next. The server's own words are used where it has better ones than we. */
function Trouble({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  const t = useWords(componentTexts);
  const action = { label: t("retry"), run: retry };
  if (error instanceof NotSignedIn) {
    return <MessagePage isAlert title={t("notSignedInTitle")} body={t("notSignedIn")} action={action} />;
  }
  if (error instanceof Unreachable) {
    return <PageMissing again={retry} />;
  }
  if (error instanceof Refused && error.status === 403) {
    return <MessagePage isAlert title={t("notYoursTitle")} body={t("notYours")} action={action} />;
  }
  const body = error instanceof Refused ? error.message : t("broken");
  return <MessagePage isAlert title={t("brokenTitle")} body={body} action={action} />;
}

/** What stands where a page itself could not be fetched. */
export function PageMissing({ again }: { readonly again: () => void }) {
  const t = useWords(componentTexts);
  const action = { label: t("retry"), run: again };
  return <MessagePage isAlert title={t("unreachableTitle")} body={t("unreachable")} action={action} />;
}

/** Why an act was not done, in one sentence. */
export function useSayError(): (error: unknown) => string {
  const t = useWords(componentTexts);
  return useCallback(
    (error) => {
      if (error instanceof Refused) {
        return error.message;
      }
      if (error instanceof NotSignedIn) {
        return t("notSignedInNow");
      }
      return t(error instanceof Unreachable ? "notSaved" : "broken");
    },
    [t],
  );
}
