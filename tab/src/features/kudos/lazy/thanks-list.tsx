import { Button, Spinner } from "@fluentui/react-components";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useContext } from "react";
import { CardList } from "../../../components/card-list.tsx";
import { Empty } from "../../../components/empty.tsx";
import { NotLoaded } from "../../../components/not-loaded.tsx";
import { Row } from "../../../components/row.tsx";
import { Section } from "../../../components/section.tsx";
import { ask } from "../../../lib/api.ts";
import { LanguageContext } from "../../../lib/language.ts";
import { withQuery } from "../../../lib/team-path.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { kudosLazyTexts } from "./texts.ts";

interface PageOf<L> {
  readonly lines: readonly L[];
  readonly next?: string | undefined;
}

/** A private list of kudos, newest first; older ones on request. `none` is the empty state. */
export function ThanksList<L extends { readonly kudosId: string }, P extends PageOf<L>>(props: {
  readonly path: string;
  readonly title: string;
  readonly none: string;
  readonly children: (line: L) => ReactNode;
}) {
  const t = useTexts(kudosLazyTexts);
  const { lines, older, isLoading, error, retry } = useLines<L, P>(props.path);
  return (
    <Section title={props.title} about={t("onlyYou")}>
      {lines?.length === 0 && !older ? <Empty says={props.none} /> : null}
      <CardList items={lines ?? []} shown={5} keyOf={({ kudosId }) => kudosId}>
        {props.children}
      </CardList>
      {isLoading ? <Spinner size="tiny" /> : null}
      {error ? <NotLoaded again={retry} /> : null}
      {older && !error ? (
        <Row>
          <Button appearance="subtle" onClick={older}>
            {t("older")}
          </Button>
        </Row>
      ) : null}
    </Section>
  );
}

/** Entries page by page; `older` fetches the next page and is undefined on the last one. */
function useLines<L, P extends PageOf<L>>(
  path: string,
): {
  readonly lines: readonly L[] | undefined;
  readonly older: (() => void) | undefined;
  readonly isLoading: boolean;
  /** Why the last request failed. */
  readonly error: Error | null;
  retry(): void;
} {
  const locale = useContext(LanguageContext);
  const { data, error, refetch, hasNextPage, fetchNextPage, isLoading, isFetchNextPageError } = useInfiniteQuery({
    queryKey: [path, "pages"],
    queryFn: async ({ pageParam, signal }) =>
      (await ask<P>(withQuery(path, { after: pageParam }), locale, signal)).data,
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });
  return {
    lines: data?.pages.flatMap(({ lines }) => lines),
    older: hasNextPage ? () => void fetchNextPage() : undefined,
    isLoading,
    error: isFetchNextPageError || !data ? error : null,
    retry: () => void (isFetchNextPageError ? fetchNextPage() : refetch()),
  };
}
