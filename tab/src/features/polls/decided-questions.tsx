import type { QuestionsTimeline } from "#bot/features/polls/api.ts";
import { CardList } from "../../components/card-list.tsx";
import { Empty } from "../../components/empty.tsx";
import { Section } from "../../components/section.tsx";
import { type TeamSectionProps, timelineOf } from "../../lib/feature.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { DecidedQuestionRow } from "./decided-question-row.tsx";
import { pollTexts } from "./texts.ts";

/** Recent decisions and their reasons. */
export function DecidedQuestions({ teamId, overview, teamTime }: TeamSectionProps) {
  const { decided } = timelineOf<QuestionsTimeline>(overview);
  const t = useTexts(pollTexts);
  return (
    <Section title={t("decided")}>
      {decided.length === 0 ? (
        <Empty says={t("noneDecided")} />
      ) : (
        <CardList items={decided} shown={5} keyOf={(line) => line.pollId}>
          {(line) => <DecidedQuestionRow teamId={teamId} line={line} teamTime={teamTime} />}
        </CardList>
      )}
    </Section>
  );
}
