import type { QuestionsTimeline } from "#bot/features/polls/api.ts";
import { CardList } from "../../components/card-list.tsx";
import { Empty } from "../../components/empty.tsx";
import { Note } from "../../components/note.tsx";
import { Section } from "../../components/section.tsx";
import { type TeamSectionProps, timelineOf } from "../../lib/feature.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { OwedQuestionRow } from "./owed-question-row.tsx";
import { pollTexts } from "./texts.ts";

/** Closed questions without an outcome, the viewer's own first. */
export function OwedQuestions({ teamId, overview, teamTime }: TeamSectionProps) {
  const t = useTexts(pollTexts);
  const timeline = timelineOf<QuestionsTimeline>(overview);
  const owed = timeline.owed.toSorted((one, other) => Number(other.isMine) - Number(one.isMine));
  const mine = owed.filter(({ isMine }) => isMine).length;
  return (
    <Section title={t("owed")} {...(mine > 0 ? { about: t("youOweCount", { count: mine }) } : {})}>
      {owed.length === 0 ? (
        <Empty says={t("noneOwed")} />
      ) : (
        <CardList items={owed} shown={10} keyOf={(line) => line.pollId} isStrong={(line) => line.isMine}>
          {(line) => (
            <OwedQuestionRow
              teamId={teamId}
              line={line}
              teamTime={teamTime}
              mayRun={line.isMine || overview.isLeader}
            />
          )}
        </CardList>
      )}
      {timeline.hasMoreQuestions ? <Note>{t("olderQuestions")}</Note> : null}
    </Section>
  );
}
