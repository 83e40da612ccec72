import type { MyPreferences } from "#bot/features/people/api.ts";
import { Back } from "../../../components/back.tsx";
import { Card } from "../../../components/card.tsx";
import { Connection } from "../../../components/connection.tsx";
import form from "../../../components/form.module.css";
import { Page, PageHead } from "../../../components/page.tsx";
import { NotYet } from "../../../components/trouble.tsx";
import { useFresh } from "../../../lib/fresh.ts";
import { useWords } from "../../../lib/words.ts";
import { LanguageField } from "./language-field.tsx";
import { ReminderSwitches } from "./reminder-switches.tsx";
import { peopleTexts } from "./texts.ts";
import { preferencesPath } from "./use-save-preference.ts";
import { WishField } from "./wish-field.tsx";
import { ZoneField } from "./zone-field.tsx";

/** The viewer's preferences. Each choice is saved as it is made. */
export default function PreferencesPage() {
  const t = useWords(peopleTexts);
  const fresh = useFresh<MyPreferences>(preferencesPath);
  if (!fresh.data) {
    return <NotYet fresh={fresh} />;
  }
  const { wish, locale, zone, reminders } = fresh.data;
  return (
    <Page head={<PageHead title={t("preferences")} about={t("about")} before={<Back />} />}>
      <Connection error={fresh.error} retry={fresh.retry} />
      <Card>
        <div className={form.fields}>
          <WishField wish={wish} />
          <LanguageField locale={locale} />
          <ZoneField zone={zone} />
          {reminders.length === 0 ? null : <ReminderSwitches reminders={reminders} />}
        </div>
      </Card>
    </Page>
  );
}
