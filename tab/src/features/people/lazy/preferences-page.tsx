import type { MyPreferences } from "#bot/features/people/api.ts";
import { BackButton } from "../../../components/back-button.tsx";
import { Card } from "../../../components/card.tsx";
import { Connection } from "../../../components/connection.tsx";
import { LoadingOrErrorState } from "../../../components/error-state.tsx";
import form from "../../../components/form.module.css";
import { Page, PageHead } from "../../../components/page.tsx";
import { useResource } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { LanguageField } from "./language-field.tsx";
import { ReminderSwitches } from "./reminder-switches.tsx";
import { peopleTexts } from "./texts.ts";
import { preferencesPath } from "./use-save-preference.ts";
import { WishField } from "./wish-field.tsx";
import { ZoneField } from "./zone-field.tsx";

/** The viewer's preferences. Each choice is saved as it is made. */
export default function PreferencesPage() {
  const t = useTexts(peopleTexts);
  const resource = useResource<MyPreferences>(preferencesPath);
  if (!resource.data) {
    return <LoadingOrErrorState resource={resource} />;
  }
  const { wish, locale, zone, reminders } = resource.data;
  return (
    <Page head={<PageHead title={t("preferences")} about={t("about")} before={<BackButton />} />}>
      <Connection error={resource.error} retry={resource.retry} />
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
