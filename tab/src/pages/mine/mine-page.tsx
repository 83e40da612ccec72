import { useContext } from "react";
import type { MyTeams } from "#bot/kernel/contract.ts";
import { Columns } from "../../components/columns.tsx";
import { Connection } from "../../components/connection.tsx";
import { Empty } from "../../components/empty.tsx";
import { Missing } from "../../components/missing.tsx";
import { Page, PageHead } from "../../components/page.tsx";
import { Section } from "../../components/section.tsx";
import { Sections } from "../../components/sections.tsx";
import { NotYet } from "../../components/trouble.tsx";
import { FeaturesContext, type MyAnswer } from "../../lib/feature.ts";
import { useFresh } from "../../lib/fresh.ts";
import { useFreshAll } from "../../lib/fresh-all.ts";
import { useWords } from "../../lib/words.ts";
import { MyActs } from "./my-acts.tsx";
import { minePageTexts } from "./texts.ts";

/** One's own page, over all one's teams, of what the features declare for it. Nothing is added up. */
export default function MinePage() {
  const t = useWords(minePageTexts);
  const { mySections, myLinks } = useContext(FeaturesContext);
  const teams = useFresh<MyTeams>("/teams");
  const answers = useFreshAll<MyAnswer>(mySections.flatMap(({ waitsFor }) => waitsFor ?? []));
  const missing = answers.find(({ data, error }) => !data && error) ?? answers.find(({ data }) => !data);
  if (missing) {
    return <NotYet fresh={missing} />;
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
  const here = answers.flatMap(({ data }) => data ?? []);
  const clock = { zone: Intl.DateTimeFormat().resolvedOptions().timeZone, now: latest(here) };
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
      {here.some(({ isTeamMissing }) => isTeamMissing) ? (
        <Missing again={retryTeams}>{t("teamMissing")}</Missing>
      ) : null}
      <Columns
        first={
          <>
            {isAlone ? <NoTeam /> : null}
            <Sections of={sections.filter(({ column }) => column === "first")} props={{ clock }} />
          </>
        }
        second={<Sections of={sections.filter(({ column }) => column === "second")} props={{ clock }} />}
      />
    </Page>
  );
}

/** When the newest of the answers was made; without any, now. */
const latest = (answers: readonly MyAnswer[]): Date =>
  answers.length === 0 ? new Date() : new Date(Math.max(...answers.map(({ now }) => Date.parse(now))));

function NoTeam() {
  const t = useWords(minePageTexts);
  return (
    <Section title={t("noTeamTitle")}>
      <Empty says={t("noTeam")} />
    </Section>
  );
}
