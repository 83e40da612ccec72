import type { TeamPage } from "#bot/features/people/api.ts";
import { formatNames } from "#bot/i18n/names.ts";
import { BackButton } from "../../../../components/back-button.tsx";
import { Card } from "../../../../components/card.tsx";
import { CardTitle } from "../../../../components/card-title.tsx";
import { Connection } from "../../../../components/connection.tsx";
import { LoadingOrErrorState } from "../../../../components/error-state.tsx";
import { Note } from "../../../../components/note.tsx";
import { Page, PageHead } from "../../../../components/page.tsx";
import { Paragraph } from "../../../../components/paragraph.tsx";
import { Section } from "../../../../components/section.tsx";
import { Stack } from "../../../../components/stack.tsx";
import { teamPath } from "../../../../lib/team-path.ts";
import { useResource } from "../../../../lib/use-resource.ts";
import { useTexts } from "../../../../lib/use-texts.ts";
import { Leading } from "./leading.tsx";
import { PressedWeeks } from "./pressed-weeks.tsx";
import { teamSettingsTexts } from "./texts.ts";
import { ValuesForm } from "./values-form.tsx";

/** The team's settings: everybody reads them, the leader changes them. */
export default function SettingsPage({ teamId }: { readonly teamId: string }) {
  const t = useTexts(teamSettingsTexts);
  const path = teamPath(teamId, "settings");
  const resource = useResource<TeamPage>(path);
  const { data } = resource;
  if (!data) {
    return <LoadingOrErrorState resource={resource} />;
  }
  return (
    <Page head={<PageHead title={t("title")} about={data.team.name} before={<BackButton />} />}>
      <Connection error={resource.error} retry={resource.retry} />
      <Stack>
        <Note>{t("about")}</Note>
        <Section title={t("leader")}>
          <Card>
            <Paragraph>
              {leadersText(data, t("nobodyLeads"), (names) => t("leads", { names: formatNames(names, t.locale) }))}
            </Paragraph>
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

const leadersText = ({ leaders }: TeamPage, nobody: string, say: (names: readonly string[]) => string): string =>
  leaders.length === 0 ? nobody : say(leaders.map(({ name }) => name));

function Held({ page: { values, locale, zone } }: { readonly page: TeamPage }) {
  const t = useTexts(teamSettingsTexts);
  return (
    <>
      <CardTitle>{t("values")}</CardTitle>
      <Paragraph>{values.length === 0 ? t("noValues") : values.join("\n")}</Paragraph>
      <Note>{t("languageIs", { language: t(locale === "sv" ? "swedish" : "english") })}</Note>
      <Note>{t("zoneIs", { zone })}</Note>
    </>
  );
}
