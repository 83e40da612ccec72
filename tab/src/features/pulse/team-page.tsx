import type { ReactNode } from "react";
import type { Overview } from "#bot/features/pulse/api.ts";
import { CardList } from "../../components/card-list.tsx";
import type { Clock } from "../../components/clock.ts";
import { Columns } from "../../components/columns.tsx";
import { Connection } from "../../components/connection.tsx";
import { Empty } from "../../components/empty.tsx";
import { FetchedPart } from "../../components/fetched-part.tsx";
import { Page, PageHead } from "../../components/page.tsx";
import { Section } from "../../components/section.tsx";
import { Note } from "../../components/text.tsx";
import { NotYet } from "../../components/trouble.tsx";
import { useFresh } from "../../lib/fresh.ts";
import { later } from "../../lib/later.ts";
import { teamPath } from "../../lib/team-path.ts";
import { useWords } from "../../lib/words.ts";
import { AskButton } from "../questions/ask-button.tsx";
import { DecidedQuestion, OpenQuestion, OwedQuestion } from "../questions/lines.tsx";
import { ThankButton } from "../thanks/thank-button.tsx";
import { Thanks } from "../thanks/thanks.tsx";
import { More } from "./more.tsx";
import { pulseTexts } from "./texts.ts";

const TwelveWeeks = later(() => import("./twelve-weeks.tsx"));
const HeardInMeetings = later(() => import("./heard.tsx"));

/**
 * The same page for leader and member: what is owed, what is open, what was decided and why, and the thanks. Figures come
 * last. `leadersOwn` is shown to the team's leader where nobody else sees the screen as the team's.
 */
export function TeamPage(props: { readonly teamId: string; readonly leadersOwn?: ReactNode }) {
  const { teamId, leadersOwn } = props;
  const fresh = useFresh<Overview>(teamPath(teamId, "overview"));
  const t = useWords(pulseTexts);
  if (!fresh.data) {
    return <NotYet fresh={fresh} />;
  }
  const overview = fresh.data;
  const clock = { zone: overview.team.zone, now: new Date(overview.now) };
  return (
    <Page
      head={
        <PageHead
          title={t("title")}
          about={overview.team.name}
          actions={
            <>
              <ThankButton teamId={teamId} look={{ appearance: "primary" }} />
              <AskButton teamId={teamId} />
              <More teamId={teamId} />
            </>
          }
        />
      }
    >
      <Connection error={fresh.error} retry={fresh.retry} />
      <Columns
        first={
          <>
            <Owed teamId={teamId} overview={overview} clock={clock} />
            <Open teamId={teamId} overview={overview} clock={clock} />
            <Decided teamId={teamId} overview={overview} clock={clock} />
          </>
        }
        second={
          <>
            {overview.isLeader ? <FetchedPart>{leadersOwn}</FetchedPart> : null}
            <Given overview={overview} clock={clock} />
            <FetchedPart>
              <TwelveWeeks path={teamPath(teamId, "weeks")} />
              <HeardInMeetings path={teamPath(teamId, "heard")} />
            </FetchedPart>
          </>
        }
      />
    </Page>
  );
}

interface Part {
  readonly teamId: string;
  readonly overview: Overview;
  readonly clock: Clock;
}

function Owed({ teamId, overview, clock }: Part) {
  const t = useWords(pulseTexts);
  const owed = overview.owed.toSorted((one, other) => Number(other.isMine) - Number(one.isMine));
  const mine = owed.filter(({ isMine }) => isMine).length;
  return (
    <Section title={t("owed")} {...(mine > 0 ? { about: t("youOweCount", { count: mine }) } : {})}>
      {owed.length === 0 ? (
        <Empty says={t("noneOwed")} />
      ) : (
        <CardList items={owed} shown={10} keyOf={(line) => line.pollId} isStrong={(line) => line.isMine}>
          {(line) => (
            <OwedQuestion teamId={teamId} line={line} clock={clock} mayRun={line.isMine || overview.isLeader} />
          )}
        </CardList>
      )}
      {overview.hasMoreQuestions ? <Note>{t("olderQuestions")}</Note> : null}
    </Section>
  );
}

function Open({ teamId, overview: { open }, clock }: Part) {
  const t = useWords(pulseTexts);
  return (
    <Section title={t("open")}>
      {open.length === 0 ? (
        <Empty says={t("noneOpen")} how={t("howToAsk")} />
      ) : (
        <CardList items={open} shown={10} keyOf={(line) => line.pollId}>
          {(line) => <OpenQuestion teamId={teamId} line={line} clock={clock} />}
        </CardList>
      )}
    </Section>
  );
}

function Decided({ teamId, overview: { decided }, clock }: Part) {
  const t = useWords(pulseTexts);
  return (
    <Section title={t("decided")} about={t("decidedAbout")}>
      {decided.length === 0 ? (
        <Empty says={t("noneDecided")} />
      ) : (
        <CardList items={decided} shown={5} keyOf={(line) => line.pollId}>
          {(line) => <DecidedQuestion teamId={teamId} line={line} clock={clock} />}
        </CardList>
      )}
    </Section>
  );
}

function Given({ overview: { thanks, hasMoreThanks }, clock }: Omit<Part, "teamId">) {
  const t = useWords(pulseTexts);
  return (
    <Section title={t("thanks")} about={t("thanksAbout")}>
      {thanks.length === 0 ? (
        <Empty says={t("noThanks")} how={t("howToThank")} />
      ) : (
        <CardList items={thanks} shown={8} keyOf={(line) => line.kudosId}>
          {(line) => <Thanks line={line} clock={clock} />}
        </CardList>
      )}
      {hasMoreThanks ? <Note>{t("olderThanks")}</Note> : null}
    </Section>
  );
}
