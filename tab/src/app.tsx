import { FluentProvider, type Theme } from "@fluentui/react-components";
import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Mishap } from "./components/mishap.tsx";
import { Notices } from "./components/notices.tsx";
import { Waiting } from "./components/waiting.tsx";
import { Outside } from "./features/setup/outside.tsx";
import {
  enterTeams,
  localeNamed,
  onThemeChange,
  type Surroundings,
  sayFailed,
  sayLoaded,
  type ThemeName,
} from "./lib/teams.ts";
import { preferredTheme, themes } from "./lib/themes.ts";
import { Language, LearnLanguage, type Locale } from "./lib/words.ts";
import { Pages } from "./pages.tsx";
import { queries, restWhileAway } from "./queries.ts";

/** Shows what belongs where Teams shows the tab; in a browser of its own the page explains itself. */
export function App() {
  const around = useSurroundings();
  const [themeName, setThemeName] = useState<ThemeName>(preferredTheme);
  const [locale, setLocale] = useState<Locale>(() => localeNamed(navigator.language));
  const theme = useTheme(themeName);

  useEffect(() => {
    if (typeof around === "object") {
      setThemeName(around.theme);
      setLocale(around.locale);
      onThemeChange(setThemeName);
      restWhileAway();
      sayLoaded();
    }
  }, [around]);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  if (!theme) {
    return <Waiting />;
  }
  return (
    <FluentProvider theme={theme}>
      <Language value={locale}>
        <LearnLanguage value={setLocale}>
          <Mishap onMishap={() => sayFailed("the page could not be drawn")}>
            <QueryClientProvider client={queries}>
              <Notices>{shown(around)}</Notices>
            </QueryClientProvider>
          </Mishap>
        </LearnLanguage>
      </Language>
    </FluentProvider>
  );
}

function shown(around: Around) {
  if (around === "entering") {
    return <Waiting />;
  }
  return around === "outside" ? <Outside /> : <Pages around={around} />;
}

type Around = Surroundings | "entering" | "outside";

/** Teams is asked and the likely theme is fetched at once, before there is anything to draw: they take the longest. */
const entered: Promise<Around> = enterTeams().catch(() => "outside");
const firstTheme = themes[preferredTheme()]();

function useSurroundings(): Around {
  const [around, setAround] = useState<Around>("entering");
  useEffect(() => {
    void entered.then(setAround);
  }, []);
  return around;
}

/** The one before stays until the next is here. */
function useTheme(name: ThemeName): Theme | undefined {
  const [theme, setTheme] = useState<Theme>();
  useEffect(() => {
    let isWanted = true;
    const fetching = name === preferredTheme() ? firstTheme : themes[name]();
    void fetching.then((fetched) => isWanted && setTheme(fetched));
    return () => {
      isWanted = false;
    };
  }, [name]);
  return theme;
}
