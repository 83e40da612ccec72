import type { QuestionEntry } from "#bot/features/polls/contract.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import { Comment } from "../../components/comment.tsx";
import { Note } from "../../components/note.tsx";
import { Row } from "../../components/row.tsx";
import { Tag } from "../../components/tag.tsx";
import { formatIsoDay, type TeamTime } from "../../lib/team-time.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { DecideHere } from "./decide-here.tsx";
import { type QuestionRowProps, QuestionTitle } from "./question-link.tsx";
import { type PollText, pollTexts } from "./texts.ts";

/** A closed question without an outcome. The row warns and does not count. People who may decide can do so here. */
export function OwedQuestionRow({ teamId, line, teamTime, mayRun }: QuestionRowProps & { readonly mayRun: boolean }) {
  const t = useTexts(pollTexts);
  return (
    <Comment by={line.asker}>
      <Row>
        {line.isMine ? <Tag tone="strong">{t("youOwe")}</Tag> : null}
        {line.state === "moreTime" ? <Tag>{t("moreTime")}</Tag> : null}
        {line.isOverdue ? <Tag tone="warning">{t("late")}</Tag> : null}
      </Row>
      <QuestionTitle teamId={teamId} line={line} />
      <Note>{promise(line, teamTime, t)}</Note>
      {mayRun ? (
        <DecideHere teamId={teamId} itemKey={line.pollId} title={line.question} isPrimary={line.isMine} />
      ) : null}
    </Comment>
  );
}

function promise(line: QuestionEntry, teamTime: TeamTime, t: Translate<PollText>): string {
  const { name } = line.asker;
  if (line.answerBy === undefined) {
    return line.isMine ? t("youTellSoon") : t("theyTellSoon", { name });
  }
  const day = formatIsoDay(line.answerBy, t.locale, teamTime);
  if (line.isMine) {
    return t(line.isOverdue ? "youTellLate" : "youTell", { day });
  }
  return t("theyTell", { name, day });
}
