import { FluentProvider, type Theme } from "@fluentui/react-components";
import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect } from "react";
import { FetchedPage } from "./components/fetched-page.tsx";
import { Mishap } from "./components/mishap.tsx";
import { Notices } from "./components/notices.tsx";
import { later } from "./lib/later.ts";
import { ChannelContext } from "./lib/place.ts";
import { localeNamed, type Surroundings, sayFailed } from "./lib/teams.ts";
import { Language, LanguageOfTeams, useLearnedLanguage } from "./lib/words.ts";
import { queries } from "./queries.ts";
import { Pages } from "./router.tsx";
import { useSurroundings } from "./use-surroundings.ts";

const Outside = later(() => import("./pages/setup/outside.tsx"));

/** Shows what belongs where Teams shows the tab; in a browser of its own the page explains itself. */
export function App(entered: { readonly around: Surroundings | "outside"; readonly theme: Theme }) {
  const { around, theme } = useSurroundings(entered.around, entered.theme);
  const localeOfTeams = around === "outside" ? localeNamed(navigator.language) : around.locale;
  const locale = useLearnedLanguage() ?? localeOfTeams;
  useEffect(keepKeyboardFromNow, []);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  return (
    <FluentProvider theme={theme}>
      <Language value={locale}>
        <LanguageOfTeams value={localeOfTeams}>
          <Mishap onMishap={() => sayFailed("the page could not be drawn")}>
            <QueryClientProvider client={queries}>
              <Notices>
                {around === "outside" ? (
                  <FetchedPage>
                    <Outside />
                  </FetchedPage>
                ) : (
                  <ChannelContext value={around.channel}>
                    <Pages key={placeOf(around)} around={around} />
                  </ChannelContext>
                )}
              </Notices>
            </QueryClientProvider>
          </Mishap>
        </LanguageOfTeams>
      </Language>
    </FluentProvider>
  );
}

/** Woken in another place, the tab begins anew there: nothing that was begun in one team or channel ends up in another. */
const placeOf = ({ frame, teamId, channel, meetingId, subPage }: Surroundings): string =>
  JSON.stringify([frame, teamId, channel?.id, meetingId, subPage]);

/** Fetched when the page is shown: nothing on it goes away before. Where it cannot be fetched, the browser does as it always does. */
function keepKeyboardFromNow(): () => void {
  const kept = import("./lib/keyboard.ts").then(({ keepKeyboard }) => keepKeyboard());
  kept.catch(() => undefined);
  return () => {
    kept.then((letGo) => letGo()).catch(() => undefined);
  };
}
