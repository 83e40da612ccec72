import { Button } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import type { MyQuestions, TeamQuestion } from "#bot/features/polls/api.ts";
import type { MyTeams } from "#bot/kernel/contract.ts";
import { CardList } from "../../components/card-list.tsx";
import type { Clock } from "../../components/clock.ts";
import { Columns } from "../../components/columns.tsx";
import { Connection } from "../../components/connection.tsx";
import { Empty } from "../../components/empty.tsx";
import { Missing } from "../../components/missing.tsx";
import { Page, PageHead } from "../../components/page.tsx";
import { Section } from "../../components/section.tsx";
import { useTeamName } from "../../components/team-name.ts";
import { Note } from "../../components/text.tsx";
import { NotYet } from "../../components/trouble.tsx";
import { useFresh } from "../../lib/fresh.ts";
import { useWay } from "../../lib/place.ts";
import { useWords } from "../../lib/words.ts";
import { OpenQuestion, OwedQuestion } from "../questions/lines.tsx";
import { ThanksFromMe } from "../thanks/in-full/from-me.tsx";
import { ThanksToMe } from "../thanks/in-full/to-me.tsx";
import { Acts } from "./acts.tsx";
import { Rhythm } from "./rhythm.tsx";
import { mineTexts } from "./texts.ts";

/** One's own page, over all one's teams: what waits for one first, then thanks, and one's rhythm. Nothing is added up. */
export default function MinePage() {
  const t = useWords(mineTexts);
  const teams = useFresh<MyTeams>("/teams");
  const questions = useFresh<MyQuestions>("/me/questions");
  const { go } = useWay();
  const head = (
    <PageHead
      title={t("title")}
      about={t("about")}
      actions={
        <>
          <Acts teams={teams.data?.teams ?? []} />
          <Button appearance="subtle" onClick={() => go({ page: "preferences" })}>
            {t("preferences")}
          </Button>
          <Button appearance="subtle" onClick={() => go({ page: "data" })}>
            {t("data")}
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
        first={isAlone ? <NoTeam /> : <Questions all={questions.data} clock={clock} />}
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
  const t = useWords(mineTexts);
  return (
    <Section title={t("noTeamTitle")}>
      <Empty says={t("noTeam")} />
    </Section>
  );
}

function Questions({ all, clock }: { readonly all: MyQuestions; readonly clock: Clock }) {
  const t = useWords(mineTexts);
  const { waiting, owed, open, hasMore } = all;
  return (
    <>
      <Lines title={t("owed")} none={t("noneOwed")} lines={owed} isStrong>
        {(line) => <OwedQuestion teamId={line.team.id} line={line} clock={clock} mayRun />}
      </Lines>
      <Unanswered lines={waiting} clock={clock} />
      {hasMore ? <Note>{t("moreQuestions")}</Note> : null}
      <Lines title={t("open")} none={t("noneOpen")} lines={open}>
        {(line) => <OpenQuestion teamId={line.team.id} line={line} clock={clock} />}
      </Lines>
    </>
  );
}

/**
 * What waits for an answer. What has been answered here stays until somebody leaves the page: they see that it is saved,
 * and may change their mind.
 */
function Unanswered({ lines, clock }: { readonly lines: readonly TeamQuestion[]; readonly clock: Clock }) {
  const t = useWords(mineTexts);
  const [seen, setSeen] = useState(lines);
  const isIn = (some: readonly TeamQuestion[], { pollId }: TeamQuestion) => some.some((one) => one.pollId === pollId);
  const unseen = lines.filter((line) => !isIn(seen, line));
  if (unseen.length > 0) {
    setSeen([...seen, ...unseen]);
  }
  const shown = seen.filter((line) => isIn(lines, line) || new Date(line.closesAt) > clock.now);
  return (
    <Lines title={t("waiting")} about={t("waitingAbout")} none={t("noneWaiting")} lines={shown}>
      {(line) => <OpenQuestion teamId={line.team.id} line={line} clock={clock} />}
    </Lines>
  );
}

function Lines(props: {
  readonly title: string;
  readonly about?: string;
  readonly none: string;
  readonly lines: readonly TeamQuestion[];
  readonly isStrong?: boolean;
  readonly children: (line: TeamQuestion) => ReactNode;
}) {
  const { title, about, none, lines, isStrong = false, children } = props;
  const nameOf = useTeamName();
  return (
    <Section title={title} {...(about === undefined ? {} : { about })}>
      {lines.length === 0 ? (
        <Empty says={none} />
      ) : (
        <CardList items={lines} shown={10} keyOf={(line) => line.pollId} isStrong={() => isStrong}>
          {(line) => (
            <>
              <Note>{nameOf(line.team)}</Note>
              {children(line)}
            </>
          )}
        </CardList>
      )}
    </Section>
  );
}
