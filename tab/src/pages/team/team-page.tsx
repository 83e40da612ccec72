import type { ReactNode } from "react";
import type { Overview } from "#bot/features/pulse/api.ts";
import { Columns } from "../../components/columns.tsx";
import { Connection } from "../../components/connection.tsx";
import { FetchedPart } from "../../components/fetched-part.tsx";
import { Page, PageHead } from "../../components/page.tsx";
import { NotYet } from "../../components/trouble.tsx";
import { RecentThanks } from "../../features/kudos/team-section.tsx";
import { ThankButton } from "../../features/kudos/thank-button.tsx";
import { AskButton } from "../../features/polls/ask-button.tsx";
import { DecidedQuestions, OpenQuestions, OwedQuestions } from "../../features/polls/team-sections.tsx";
import { useFresh } from "../../lib/fresh.ts";
import { later } from "../../lib/later.ts";
import { overviewPath, teamPath } from "../../lib/team-path.ts";
import { useWords } from "../../lib/words.ts";
import { More } from "./more.tsx";
import { teamPageTexts } from "./texts.ts";

const TwelveWeeks = later(() => import("../../features/pulse/lazy/twelve-weeks.tsx"));
const Participation = later(() => import("../../features/rounds/lazy/participation/participation.tsx"));

/**
 * The same page for leader and member: what is owed, what is open, what was decided and why, and the thanks. Figures come
 * last. `leadersOwn` is shown to the team's leader where nobody else sees the screen as the team's.
 */
export function TeamPage(props: { readonly teamId: string; readonly leadersOwn?: ReactNode }) {
  const { teamId, leadersOwn } = props;
  const fresh = useFresh<Overview>(overviewPath(teamId));
  const t = useWords(teamPageTexts);
  if (!fresh.data) {
    return <NotYet fresh={fresh} />;
  }
  const overview = fresh.data;
  const clock = { zone: overview.team.zone, now: new Date(overview.now) };
  const shown = { teamId, overview, clock };
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
            <OwedQuestions {...shown} />
            <OpenQuestions {...shown} />
            <DecidedQuestions {...shown} />
          </>
        }
        second={
          <>
            {overview.isLeader ? <FetchedPart>{leadersOwn}</FetchedPart> : null}
            <RecentThanks {...shown} />
            <FetchedPart>
              <TwelveWeeks path={teamPath(teamId, "weeks")} />
              <Participation path={teamPath(teamId, "heard")} />
            </FetchedPart>
          </>
        }
      />
    </Page>
  );
}
