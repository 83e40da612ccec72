import { type ReactNode, useState } from "react";
import type { MyQuestions as Answer, TeamQuestion } from "#bot/features/polls/api.ts";
import { CardList } from "../../../../components/card-list.tsx";
import { Empty } from "../../../../components/empty.tsx";
import { NotLoadedYet } from "../../../../components/not-loaded.tsx";
import { Note } from "../../../../components/note.tsx";
import { Section } from "../../../../components/section.tsx";
import { useTeamName } from "../../../../components/team-name.ts";
import type { MySectionProps } from "../../../../lib/feature.ts";
import type { TeamTime } from "../../../../lib/team-time.ts";
import { useResource } from "../../../../lib/use-resource.ts";
import { useTexts } from "../../../../lib/use-texts.ts";
import { OpenQuestionRow } from "../../open-question-row.tsx";
import { myQuestionsPath } from "../../question.ts";
import { myQuestionTexts } from "./texts.ts";

/** The viewer's own open questions, and those that they can answer, in all their teams. */
export default function MyQuestions({ teamTime }: MySectionProps) {
  const t = useTexts(myQuestionTexts);
  const resource = useResource<Answer>(myQuestionsPath);
  if (!resource.data) {
    return <NotLoadedYet resource={resource} />;
  }
  const { waiting, open, hasMore } = resource.data;
  return (
    <>
      <Unanswered lines={waiting} teamTime={teamTime} />
      {hasMore ? <Note>{t("moreQuestions")}</Note> : null}
      <Lines title={t("open")} none={t("noneOpen")} lines={open}>
        {(line) => <OpenQuestionRow teamId={line.team.id} line={line} teamTime={teamTime} />}
      </Lines>
    </>
  );
}

/**
 * Questions that the viewer can answer. A question answered here stays until the page is left, so that the viewer sees
 * the saved answer and can change it.
 */
function Unanswered({ lines, teamTime }: { readonly lines: readonly TeamQuestion[]; readonly teamTime: TeamTime }) {
  const t = useTexts(myQuestionTexts);
  const [seen, setSeen] = useState(lines);
  const isIn = (some: readonly TeamQuestion[], { pollId }: TeamQuestion) => some.some((one) => one.pollId === pollId);
  const unseen = lines.filter((line) => !isIn(seen, line));
  if (unseen.length > 0) {
    setSeen([...seen, ...unseen]);
  }
  const shown = seen.filter((line) => isIn(lines, line) || new Date(line.closesAt) > teamTime.now);
  return (
    <Lines title={t("waiting")} about={t("waitingAbout")} none={t("noneWaiting")} lines={shown}>
      {(line) => <OpenQuestionRow teamId={line.team.id} line={line} teamTime={teamTime} />}
    </Lines>
  );
}

function Lines(props: {
  readonly title: string;
  readonly about?: string;
  readonly none: string;
  readonly lines: readonly TeamQuestion[];
  readonly children: (line: TeamQuestion) => ReactNode;
}) {
  const { title, about, none, lines, children } = props;
  const nameOf = useTeamName();
  return (
    <Section title={title} {...(about === undefined ? {} : { about })}>
      {lines.length === 0 ? (
        <Empty says={none} />
      ) : (
        <CardList items={lines} shown={10} keyOf={(line) => line.pollId}>
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
