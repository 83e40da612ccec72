import type { TeamPage } from "#bot/features/people/api.ts";
import { sayNames } from "#bot/i18n/names.ts";
import { Back } from "../../../../components/back.tsx";
import { Card } from "../../../../components/card.tsx";
import { Connection } from "../../../../components/connection.tsx";
import { Page, PageHead } from "../../../../components/page.tsx";
import { Section } from "../../../../components/section.tsx";
import { Stack } from "../../../../components/stack.tsx";
import { CardTitle, Note, Words } from "../../../../components/text.tsx";
import { NotYet } from "../../../../components/trouble.tsx";
import { useFresh } from "../../../../lib/fresh.ts";
import { teamPath } from "../../../../lib/team-path.ts";
import { useWords } from "../../../../lib/words.ts";
import { Leading } from "./leading.tsx";
import { PressedWeeks } from "./pressed-weeks.tsx";
import { teamSettingsTexts } from "./texts.ts";
import { ValuesForm } from "./values-form.tsx";

/** The team's settings: everybody reads them, the leader changes them. */
export default function SettingsPage({ teamId }: { readonly teamId: string }) {
  const t = useWords(teamSettingsTexts);
  const path = teamPath(teamId, "settings");
  const fresh = useFresh<TeamPage>(path);
  const { data } = fresh;
  if (!data) {
    return <NotYet fresh={fresh} />;
  }
  return (
    <Page head={<PageHead title={t("title")} about={data.team.name} before={<Back />} />}>
      <Connection error={fresh.error} retry={fresh.retry} />
      <Stack>
        <Note>{t("about")}</Note>
        <Section title={t("leader")}>
          <Card>
            <Words>
              {whoLeads(data, t("nobodyLeads"), (names) => t("leads", { names: sayNames(names, t.locale) }))}
            </Words>
            <Leading teamId={teamId} page={data} />
          </Card>
        </Section>
        <Section title={t("team")}>
          <Card>{data.isLeader ? <ValuesForm teamId={teamId} page={data} /> : <Held page={data} />}</Card>
        </Section>
        <Section title={t("weeks")} about={t("weeksAbout")}>
          <Card>
            <PressedWeeks path={path} teamId={teamId} page={data} />
          </Card>
        </Section>
      </Stack>
    </Page>
  );
}

const whoLeads = ({ leaders }: TeamPage, nobody: string, say: (names: readonly string[]) => string): string =>
  leaders.length === 0 ? nobody : say(leaders.map(({ name }) => name));

function Held({ page: { values, locale, zone } }: { readonly page: TeamPage }) {
  const t = useWords(teamSettingsTexts);
  return (
    <>
      <CardTitle>{t("values")}</CardTitle>
      <Words>{values.length === 0 ? t("noValues") : values.join("\n")}</Words>
      <Note>{t("languageIs", { language: t(locale === "sv" ? "swedish" : "english") })}</Note>
      <Note>{t("zoneIs", { zone })}</Note>
    </>
  );
}
