import { CardTitle } from "../../components/card-title.tsx";
import { Note } from "../../components/note.tsx";
import { Paragraph } from "../../components/paragraph.tsx";
import { formatIsoDay } from "../../lib/team-time.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { QuestionLink, type QuestionRowProps } from "./question-link.tsx";
import { pollTexts } from "./texts.ts";

export function DecidedQuestionRow({ teamId, line, teamTime }: QuestionRowProps) {
  const t = useTexts(pollTexts);
  const day = formatIsoDay(line.decidedAt ?? line.closesAt, t.locale, teamTime);
  return (
    <>
      <QuestionLink teamId={teamId} line={line} isQuiet />
      <CardTitle isLarge>{line.outcome}</CardTitle>
      {line.why === undefined ? null : (
        <Paragraph>
          <strong>{t("why")}</strong> {line.why}
        </Paragraph>
      )}
      <Note>{t("told", { name: (line.decidedBy ?? line.asker).name, day })}</Note>
    </>
  );
}
