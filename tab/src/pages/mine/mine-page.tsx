import { Button } from "@fluentui/react-components";
import type { MyQuestions as Answer } from "#bot/features/polls/api.ts";
import type { MyTeams } from "#bot/kernel/contract.ts";
import { Columns } from "../../components/columns.tsx";
import { Connection } from "../../components/connection.tsx";
import { Empty } from "../../components/empty.tsx";
import { Missing } from "../../components/missing.tsx";
import { Page, PageHead } from "../../components/page.tsx";
import { Section } from "../../components/section.tsx";
import { NotYet } from "../../components/trouble.tsx";
import { ThanksFromMe } from "../../features/kudos/lazy/from-me.tsx";
import { ThanksToMe } from "../../features/kudos/lazy/to-me.tsx";
import { peopleTexts } from "../../features/people/lazy/texts.ts";
import MyQuestions from "../../features/polls/lazy/my-questions/my-questions.tsx";
import { myQuestionsPath } from "../../features/polls/question.ts";
import { Rhythm } from "../../features/pulse/lazy/rhythm.tsx";
import { useFresh } from "../../lib/fresh.ts";
import { useWay } from "../../lib/place.ts";
import { useWords } from "../../lib/words.ts";
import { Acts } from "./acts.tsx";
import { minePageTexts } from "./texts.ts";

/** One's own page, over all one's teams: what waits for one first, then thanks, and one's rhythm. Nothing is added up. */
export default function MinePage() {
  const t = useWords(minePageTexts);
  const ofPeople = useWords(peopleTexts);
  const teams = useFresh<MyTeams>("/teams");
  const questions = useFresh<Answer>(myQuestionsPath);
  const { go } = useWay();
  const head = (
    <PageHead
      title={t("title")}
      about={t("about")}
      actions={
        <>
          <Acts teams={teams.data?.teams ?? []} />
          <Button appearance="subtle" onClick={() => go({ page: "preferences" })}>
            {ofPeople("preferences")}
          </Button>
          <Button appearance="subtle" onClick={() => go({ page: "data" })}>
            {ofPeople("data")}
          </Button>
        </>
      }
    />
  );
  if (!questions.data) {
    return <NotYet fresh={questions} />;
  }
  function again(): void {
    teams.retry();
    questions.retry();
  }
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clock = { zone, now: new Date(questions.data.now) };
  const isAlone = teams.data?.teams.length === 0 && !teams.data.isTeamMissing;
  return (
    <Page head={head}>
      <Connection error={questions.error} retry={questions.retry} />
      {questions.data.isTeamMissing ? <Missing again={again}>{t("teamMissing")}</Missing> : null}
      <Columns
        first={isAlone ? <NoTeam /> : <MyQuestions clock={clock} />}
        second={
          <>
            <ThanksToMe clock={clock} />
            <ThanksFromMe clock={clock} />
            <Rhythm />
          </>
        }
      />
    </Page>
  );
}

function NoTeam() {
  const t = useWords(minePageTexts);
  return (
    <Section title={t("noTeamTitle")}>
      <Empty says={t("noTeam")} />
    </Section>
  );
}
