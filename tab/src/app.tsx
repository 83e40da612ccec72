import {
  FluentProvider,
  type Theme,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
} from "@fluentui/react-components";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { Waiting } from "./components/waiting.tsx";
import { PersonalApp } from "./features/pulse/my-teams.tsx";
import { OverviewPage } from "./features/pulse/overview-page.tsx";
import { Outside } from "./features/setup/outside.tsx";
import { Setup } from "./features/setup/setup.tsx";
import { Refused } from "./lib/api.ts";
import {
  enterTeams,
  localeNamed,
  NotSignedIn,
  onThemeChange,
  type Surroundings,
  sayLoaded,
  type ThemeName,
} from "./lib/teams.ts";
import type { Locale } from "./lib/words.ts";
import { Language } from "./lib/words.ts";

/** Shows what belongs where Teams shows the tab; in a browser of its own the page explains itself. */
export function App() {
  const place = usePlace();
  const [theme, setTheme] = useState<ThemeName>(preferredTheme);
  const [locale, setLocale] = useState<Locale>(() => localeNamed(navigator.language));

  useEffect(() => {
    if (typeof place === "object") {
      setTheme(place.theme);
      setLocale(place.locale);
      onThemeChange(setTheme);
      sayLoaded();
    }
  }, [place]);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  return (
    <FluentProvider theme={themes[theme]}>
      <Language value={locale}>
        <QueryClientProvider client={queries}>{pageFor(place, setLocale)}</QueryClientProvider>
      </Language>
    </FluentProvider>
  );
}

type Place = Surroundings | "entering" | "outside";

function pageFor(place: Place, onLocale: (locale: Locale) => void): ReactNode {
  if (place === "entering") {
    return <Waiting />;
  }
  if (place === "outside") {
    return <Outside />;
  }
  if (place.frame === "settings") {
    return <Setup />;
  }
  return place.teamId === undefined ? (
    <PersonalApp onLocale={onLocale} />
  ) : (
    <OverviewPage teamId={place.teamId} onLocale={onLocale} />
  );
}

function usePlace(): Place {
  const [place, setPlace] = useState<Place>("entering");
  useEffect(() => {
    entered().then(setPlace, () => setPlace("outside"));
  }, []);
  return place;
}

let entering: Promise<Surroundings> | undefined;

/** Teams is entered once, however often React asks. */
function entered(): Promise<Surroundings> {
  entering ??= enterTeams();
  return entering;
}

const themes: Readonly<Record<ThemeName, Theme>> = {
  light: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

/** Before Teams has said: the system's, so that nothing flashes white in the dark. */
const preferredTheme = (): ThemeName => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // Offline is said, not waited out in silence.
      networkMode: "always",
      retry: (count, error) => count < 1 && !(error instanceof Refused) && !(error instanceof NotSignedIn),
      retryDelay: 700,
      staleTime: 20_000,
      refetchInterval: 60_000,
    },
  },
});
