import { useCallback, useState } from "react";
import { NotArrived, Refused, Unreachable } from "../lib/api.ts";
import { type TabRoute, useRouter } from "../lib/router.ts";
import { NotSignedIn } from "../lib/teams.ts";
import type { Resource } from "../lib/use-resource.ts";
import { useTexts } from "../lib/use-texts.ts";
import { BackButton } from "./back-button.tsx";
import { Loading } from "./loading.tsx";
import { MessagePage } from "./message-page.tsx";
import { componentTexts } from "./texts.ts";

/** The placeholder of a page without data: a skeleton while it loads, else the error and the next step. */
export function LoadingOrErrorState<T>({ resource: { error, isFetching, retry } }: { readonly resource: Resource<T> }) {
  const [trouble, setTrouble] = useState<Error>();
  const [tried, setTried] = useState<Error>();
  if (error && error !== trouble) {
    setTrouble(error);
  }
  // Automatic retries do not change the page until they succeed.
  if (!trouble || (isFetching && tried === trouble)) {
    return <Loading />;
  }
  function retryOnce(): void {
    setTried(trouble);
    retry();
  }
  return <ErrorState error={trouble} retry={retryOnce} />;
}

/** The error and the next step. The server's text is used where it is more specific. */
function ErrorState({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  const t = useTexts(componentTexts);
  const { behind } = useRouter();
  if (error instanceof NotSignedIn) {
    return <TryAgain title={t("notSignedInTitle")} body={t("notSignedIn")} again={retry} />;
  }
  if (error instanceof Unreachable) {
    return <PageNotLoaded again={retry} />;
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

/** The placeholder of a page that could not be fetched. */
export function PageNotLoaded({ again }: { readonly again: () => void }) {
  const t = useTexts(componentTexts);
  return <TryAgain title={t("unreachableTitle")} body={t("unreachable")} again={again} />;
}

/** An error that a retry may fix, with a way back. */
function TryAgain(props: { readonly title: string; readonly body: string; readonly again: () => void }) {
  const { title, body, again } = props;
  const t = useTexts(componentTexts);
  const { behind } = useRouter();
  const before = behind ? <BackButton /> : undefined;
  return <MessagePage isAlert title={title} body={body} before={before} action={{ label: t("retry"), run: again }} />;
}

/** An error that no retry can fix: the only way is back. */
function Gone({ says, behind }: { readonly says: string; readonly behind: TabRoute }) {
  const t = useTexts(componentTexts);
  const { back } = useRouter();
  const action = { label: t(behind.page === "team" ? "toTeam" : "back"), run: back };
  return <MessagePage isAlert title={t("goneTitle")} body={says} action={action} />;
}

/** Returns a function that describes in one sentence why an act or a request failed. */
export function useErrorText(): (error: unknown) => string {
  const t = useTexts(componentTexts);
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
