import { useCallback, useState } from "react";
import { NotArrived, Refused, Unreachable } from "../lib/api.ts";
import type { Fresh } from "../lib/fresh.ts";
import { type Place, useWay } from "../lib/place.ts";
import { NotSignedIn } from "../lib/teams.ts";
import { useWords } from "../lib/words.ts";
import { Back } from "./back.tsx";
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
  const { behind } = useWay();
  if (error instanceof NotSignedIn) {
    return <TryAgain title={t("notSignedInTitle")} body={t("notSignedIn")} again={retry} />;
  }
  if (error instanceof Unreachable) {
    return <PageMissing again={retry} />;
  }
  if (error instanceof Refused && error.status === 403) {
    return <TryAgain title={t("notYoursTitle")} body={t("notYours")} again={retry} />;
  }
  if (error instanceof Refused && error.status === 404 && behind) {
    return <Gone says={error.message} behind={behind} />;
  }
  const body = error instanceof Refused ? error.message : t("broken");
  return <TryAgain title={t("brokenTitle")} body={body} again={retry} />;
}

/** What stands where a page itself could not be fetched. */
export function PageMissing({ again }: { readonly again: () => void }) {
  const t = useWords(componentTexts);
  return <TryAgain title={t("unreachableTitle")} body={t("unreachable")} again={again} />;
}

/** What may go better another time, and can be left the way one came. */
function TryAgain(props: { readonly title: string; readonly body: string; readonly again: () => void }) {
  const { title, body, again } = props;
  const t = useWords(componentTexts);
  const { behind } = useWay();
  const before = behind ? <Back /> : undefined;
  return <MessagePage isAlert title={title} body={body} before={before} action={{ label: t("retry"), run: again }} />;
}

/** What no trying brings back: the way on is the way back. */
function Gone({ says, behind }: { readonly says: string; readonly behind: Place }) {
  const t = useWords(componentTexts);
  const { back } = useWay();
  const action = { label: t(behind.page === "team" ? "toTeam" : "back"), run: back };
  return <MessagePage isAlert title={t("goneTitle")} body={says} action={action} />;
}

/** Why an act was not done, or what somebody asked for did not come, in one sentence. */
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
      if (error instanceof NotArrived) {
        return t("notSaved");
      }
      return t(error instanceof Unreachable ? "notFetched" : "broken");
    },
    [t],
  );
}
