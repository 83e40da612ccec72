import { useQuery } from "@tanstack/react-query";
import { useContext, useState } from "react";
import type { MyWords } from "#bot/features/rounds/contract.ts";
import { ask } from "../../../lib/api.ts";
import { LanguageContext } from "../../../lib/language.ts";
import { teamPath } from "../../../lib/team-path.ts";
import type { Running } from "./running.tsx";

/**
 * The viewer's own text or answer in this round: fetched once per page load, and dropped with the round. `told` records
 * what the server has accepted since, and `aheadMs` is how far the server's clock is ahead of this device's.
 */
export function useMine({ teamId, roundId }: Running["roundRef"]) {
  const locale = useContext(LanguageContext);
  const path = teamPath(teamId, "rounds", "mine");
  const [latest, told] = useState<string>();
  const { data, isFetched } = useQuery({
    queryKey: [path, roundId],
    queryFn: async ({ signal }) => {
      const { data: words } = await ask<MyWords>(path, locale, signal);
      return { ...words, aheadMs: Date.parse(words.now) - Date.now() };
    },
    staleTime: "static",
    gcTime: 0,
    // The text cannot be shown, but it can be written again.
    retry: false,
    refetchInterval: false,
  });
  return { mine: latest ?? data?.text, isRead: isFetched, told, aheadMs: data?.aheadMs ?? 0 };
}
