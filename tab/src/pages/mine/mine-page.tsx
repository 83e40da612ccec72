import { useContext } from "react";
import type { MyTeams } from "#bot/kernel/contract.ts";
import { Columns } from "../../components/columns.tsx";
import { Connection } from "../../components/connection.tsx";
import { Empty } from "../../components/empty.tsx";
import { LoadingOrErrorState } from "../../components/error-state.tsx";
import { NotLoaded } from "../../components/not-loaded.tsx";
import { Page, PageHead } from "../../components/page.tsx";
import { Section } from "../../components/section.tsx";
import { Sections } from "../../components/sections.tsx";
import { FeaturesContext, type MyAnswer } from "../../lib/feature.ts";
import { useResource } from "../../lib/use-resource.ts";
import { useResources } from "../../lib/use-resources.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { MyActs } from "./my-acts.tsx";
import { minePageTexts } from "./texts.ts";

/** The personal page, over all the viewer's teams, with the sections that features declare. It shows no totals. */
export default function MinePage() {
  const t = useTexts(minePageTexts);
  const { mySections, myLinks } = useContext(FeaturesContext);
  const teams = useResource<MyTeams>("/teams");
  const answers = useResources<MyAnswer>(mySections.flatMap(({ waitsFor }) => waitsFor ?? []));
  const missing = answers.find(({ data, error }) => !data && error) ?? answers.find(({ data }) => !data);
  if (missing) {
    return <LoadingOrErrorState resource={missing} />;
  }
  function retry(): void {
    for (const answer of answers) {
      answer.retry();
    }
  }
  function retryTeams(): void {
    teams.retry();
    retry();
  }
  const loaded = answers.flatMap(({ data }) => data ?? []);
  const teamTime = { zone: Intl.DateTimeFormat().resolvedOptions().timeZone, now: latest(loaded) };
  const isAlone = teams.data?.teams.length === 0 && !teams.data.isTeamMissing;
  const sections = mySections.filter(({ needsTeam }) => !(needsTeam && isAlone));
  return (
    <Page
      head={
        <PageHead
          title={t("title")}
          about={t("about")}
          actions={
            <>
              <MyActs teams={teams.data?.teams ?? []} />
              {myLinks.map(({ key, Component }) => (
                <Component key={key} />
              ))}
            </>
          }
        />
      }
    >
      <Connection error={answers.find(({ error }) => error)?.error ?? null} retry={retry} />
      {loaded.some(({ isTeamMissing }) => isTeamMissing) ? (
        <NotLoaded again={retryTeams}>{t("teamMissing")}</NotLoaded>
      ) : null}
      <Columns
        first={
          <>
            {isAlone ? <NoTeam /> : null}
            <Sections of={sections.filter(({ column }) => column === "first")} props={{ teamTime }} />
          </>
        }
        second={<Sections of={sections.filter(({ column }) => column === "second")} props={{ teamTime }} />}
      />
    </Page>
  );
}

/** The time of the newest response, or now without any. */
const latest = (answers: readonly MyAnswer[]): Date =>
  answers.length === 0 ? new Date() : new Date(Math.max(...answers.map(({ now }) => Date.parse(now))));

function NoTeam() {
  const t = useTexts(minePageTexts);
  return (
    <Section title={t("noTeamTitle")}>
      <Empty says={t("noTeam")} />
    </Section>
  );
}
