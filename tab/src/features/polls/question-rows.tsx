import type { QuestionPage } from "#bot/features/polls/api.ts";
import { QUESTION_PAGE, type QuestionEntry } from "#bot/features/polls/contract.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import { CardLink } from "../../components/card-link.tsx";
import { CardTitle } from "../../components/card-title.tsx";
import { Comment } from "../../components/comment.tsx";
import { NotLoaded } from "../../components/not-loaded.tsx";
import { Note } from "../../components/note.tsx";
import { Paragraph } from "../../components/paragraph.tsx";
import { Row } from "../../components/row.tsx";
import { Tag } from "../../components/tag.tsx";
import { formatIsoDay, formatIsoTime, type TeamTime } from "../../lib/team-time.ts";
import { useResource } from "../../lib/use-resource.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { answerRule, answersSoFar } from "./answer-rule.ts";
import { DecideHere } from "./decide-here.tsx";
import { decisionRule } from "./decision-rule.ts";
import { questionPath } from "./question.ts";
import styles from "./question-rows.module.css";
import { type PollText, pollTexts } from "./texts.ts";
import { Vote } from "./vote.tsx";

interface Shown {
  readonly teamId: string;
  readonly line: QuestionEntry;
  readonly teamTime: TeamTime;
}

/** A closed question without an outcome. The row warns and does not count. People who may decide can do so here. */
export function OwedQuestionRow({ teamId, line, teamTime, mayRun }: Shown & { readonly mayRun: boolean }) {
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

export function OpenQuestionRow({ teamId, line, teamTime }: Shown) {
  const t = useTexts(pollTexts);
  const { data, error, retry } = useResource<QuestionPage>(questionPath(teamId, line.pollId));
  return (
    <Comment by={line.asker}>
      <Note>{line.isMine ? t("youAsk") : t("theyAsk", { name: line.asker.name })}</Note>
      <QuestionTitle teamId={teamId} line={line} />
      <Note>
        {t("closes", { time: formatIsoTime(line.closesAt, t.locale, teamTime) })} {data ? answersSoFar(data, t) : null}
      </Note>
      {data?.mayAnswer ? (
        <>
          <Note>
            {decisionRule(data, teamTime, t)} {answerRule(data, t)}
          </Note>
          <Vote teamId={teamId} page={data} />
        </>
      ) : null}
      {data && data.state !== "open" ? <Note>{t("closedNow")}</Note> : null}
      {data || error || !line.mayAnswer ? null : <div className={styles.room} />}
      {error && !data ? <NotLoaded again={retry} /> : null}
    </Comment>
  );
}

export function DecidedQuestionRow({ teamId, line, teamTime }: Shown) {
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

const QuestionTitle = ({ teamId, line }: Omit<Shown, "teamTime">) => (
  <CardTitle isLarge>
    <QuestionLink teamId={teamId} line={line} />
  </CardTitle>
);

/** A link from the question's text to its page. */
const QuestionLink = ({ teamId, line, isQuiet = false }: Omit<Shown, "teamTime"> & { readonly isQuiet?: boolean }) => (
  <CardLink to={{ page: QUESTION_PAGE, teamId, pollId: line.pollId }} isQuiet={isQuiet}>
    {line.question}
  </CardLink>
);

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
