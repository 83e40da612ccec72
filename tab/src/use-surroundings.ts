import type { Theme } from "@fluentui/react-components";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { onThemeChange, type Surroundings, sayLoaded, type ThemeName } from "./lib/teams.ts";
import { themeFor } from "./lib/themes.ts";
import { suspendInBackground } from "./queries.ts";

/** Where Teams shows the tab, kept up to date, and the theme there. Tells Teams once that the page is shown. */
export function useSurroundings(entered: Surroundings | "outside", firstTheme: Theme) {
  const [surroundings, setSurroundings] = useState(entered);
  const [theme, showTheme] = useThemeNamed(firstTheme);
  const isInTeams = entered !== "outside";
  const woken = useEffectEvent((now: Surroundings) => {
    // At once: Teams shows the tab as soon as it has been told where it is.
    flushSync(() => setSurroundings(now));
    void showTheme(now.theme);
  });
  const themed = useEffectEvent((name: ThemeName) => void showTheme(name));
  useEffect(() => {
    if (isInTeams) {
      onThemeChange(themed);
      suspendInBackground(woken);
      sayLoaded();
    }
  }, [isInTeams]);
  return { surroundings, theme };
}

/** A theme may have to be fetched first. The one that was asked for last is shown, whichever arrives last. */
function useThemeNamed(first: Theme) {
  const [theme, setTheme] = useState(first);
  const latest = useRef<ThemeName>(undefined);
  async function show(name: ThemeName): Promise<void> {
    latest.current = name;
    const fetched = await themeFor(name);
    if (latest.current === name) {
      setTheme(fetched);
    }
  }
  return [theme, show] as const;
}
