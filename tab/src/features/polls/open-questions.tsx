import type { QuestionsTimeline } from "#bot/features/polls/api.ts";
import { CardList } from "../../components/card-list.tsx";
import { Empty } from "../../components/empty.tsx";
import { Section } from "../../components/section.tsx";
import { type TeamSectionProps, timelineOf } from "../../lib/feature.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { OpenQuestionRow } from "./open-question-row.tsx";
import { pollTexts } from "./texts.ts";

/** Questions that are open. */
export function OpenQuestions({ teamId, overview, teamTime }: TeamSectionProps) {
  const { open } = timelineOf<QuestionsTimeline>(overview);
  const t = useTexts(pollTexts);
  return (
    <Section title={t("open")}>
      {open.length === 0 ? (
        <Empty says={t("noneOpen")} how={t("howToAsk")} />
      ) : (
        <CardList items={open} shown={10} keyOf={(line) => line.pollId}>
          {(line) => <OpenQuestionRow teamId={teamId} line={line} teamTime={teamTime} />}
        </CardList>
      )}
    </Section>
  );
}
