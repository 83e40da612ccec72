import { FluentProvider, type Theme } from "@fluentui/react-components";
import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect } from "react";
import { ErrorBoundary } from "./components/error-boundary.tsx";
import { LazyPage } from "./components/lazy-page.tsx";
import { Notices } from "./components/notices.tsx";
import { LanguageContext, TeamsLanguageContext, useLearnedLanguage } from "./lib/language.ts";
import { lazyComponent } from "./lib/lazy.ts";
import { ChannelContext } from "./lib/router.ts";
import { localeNamed, type Surroundings, sayFailed } from "./lib/teams.ts";
import { queries } from "./queries.ts";
import { Routes } from "./routes.tsx";
import { useSurroundings } from "./use-surroundings.ts";

const Outside = lazyComponent(() => import("./pages/setup/outside.tsx"));

/** Renders the page for the frame in which Teams shows the tab. Outside Teams a page explains what Gnista is. */
export function App(initial: { readonly surroundings: Surroundings | "outside"; readonly theme: Theme }) {
  const { surroundings, theme } = useSurroundings(initial.surroundings, initial.theme);
  const hostLocale = surroundings === "outside" ? localeNamed(navigator.language) : surroundings.locale;
  const locale = useLearnedLanguage() ?? hostLocale;
  useEffect(restoreFocusAfterRender, []);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  return (
    <FluentProvider theme={theme}>
      <LanguageContext value={locale}>
        <TeamsLanguageContext value={hostLocale}>
          <ErrorBoundary onError={() => sayFailed("the page could not be drawn")}>
            <QueryClientProvider client={queries}>
              <Notices>
                {surroundings === "outside" ? (
                  <LazyPage>
                    <Outside />
                  </LazyPage>
                ) : (
                  <ChannelContext value={surroundings.channel}>
                    <Routes key={surroundingsKey(surroundings)} surroundings={surroundings} />
                  </ChannelContext>
                )}
              </Notices>
            </QueryClientProvider>
          </ErrorBoundary>
        </TeamsLanguageContext>
      </LanguageContext>
    </FluentProvider>
  );
}

/**
 * The key of a place in Teams. Resumed in another place, the tab starts again, so that a draft for one team or channel
 * never ends up in another.
 */
const surroundingsKey = ({ frame, teamId, channel, meetingId, subPage }: Surroundings): string =>
  JSON.stringify([frame, teamId, channel?.id, meetingId, subPage]);

/** Loaded after the first render, when focus can first be lost. If loading fails, focus behaves as the browser does. */
function restoreFocusAfterRender(): () => void {
  const loading = import("./lib/keyboard.ts").then(({ keepKeyboard }) => keepKeyboard());
  loading.catch(() => undefined);
  return () => {
    loading.then((stop) => stop()).catch(() => undefined);
  };
}
