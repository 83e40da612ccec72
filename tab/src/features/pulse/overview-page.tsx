import { useQuery } from "@tanstack/react-query";
import { useContext, useEffect } from "react";
import { Overview } from "#bot/features/pulse/contract.ts";
import { Waiting } from "../../components/waiting.tsx";
import { type Answer, ask } from "../../lib/api.ts";
import type { Locale } from "../../lib/words.ts";
import { Language } from "../../lib/words.ts";
import { OverviewView } from "./overview-view.tsx";
import { Trouble } from "./trouble.tsx";

/** The team's page, fetched and kept fresh. What was fetched stays in view when fetching again fails. */
export function OverviewPage(props: { readonly teamId: string; readonly onLocale: (locale: Locale) => void }) {
  const { teamId, onLocale } = props;
  const locale = useContext(Language);
  const { data, error, isFetching, refetch } = useQuery<Answer<Overview>>({
    queryKey: ["overview", teamId],
    queryFn: () => ask(`/teams/${encodeURIComponent(teamId)}/overview`, Overview, locale),
  });
  useEffect(() => {
    if (data) {
      onLocale(data.locale);
    }
  }, [data, onLocale]);

  if (data) {
    return <OverviewView overview={data.data} isStale={error !== null} />;
  }
  return error && !isFetching ? <Trouble error={error} retry={() => void refetch()} /> : <Waiting />;
}
