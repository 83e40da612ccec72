import { useContext, useEffect, useState } from "react";
import type { MyWords } from "#bot/features/rounds/contract.ts";
import { ask } from "../../../lib/api.ts";
import { teamPath } from "../../../lib/team-path.ts";
import { Language } from "../../../lib/words.ts";
import type { Running } from "./running.tsx";

/** What one has written or answered in this round oneself: asked for once, after a reload too, and never kept. */
export function useMine({ teamId, roundId }: Running["about"]) {
  const locale = useContext(Language);
  const [mine, setMine] = useState<string>();
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    let isWanted = true;
    void roundId;
    ask<MyWords>(teamPath(teamId, "rounds", "mine"), locale)
      .then(({ data }) => (isWanted ? setMine((told) => told ?? data.text) : undefined))
      // What was written cannot be shown, and can still be written anew.
      .catch(() => undefined)
      .finally(() => (isWanted ? setRead(true) : undefined));
    return () => {
      isWanted = false;
    };
  }, [teamId, roundId, locale]);
  return { mine, isRead, told: setMine };
}
