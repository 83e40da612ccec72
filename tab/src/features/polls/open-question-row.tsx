import type { QuestionPage } from "#bot/features/polls/api.ts";
import { Comment } from "../../components/comment.tsx";
import { LazyPart } from "../../components/lazy-part.tsx";
import { NotLoaded } from "../../components/not-loaded.tsx";
import { Note } from "../../components/note.tsx";
import { lazyComponent } from "../../lib/lazy.ts";
import { formatIsoTime } from "../../lib/team-time.ts";
import { useResource } from "../../lib/use-resource.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { answerRule, answersSoFar } from "./answer-rule.ts";
import { decisionRule } from "./decision-rule.ts";
import styles from "./open-question-row.module.css";
import { questionPath } from "./question.ts";
import { type QuestionRowProps, QuestionTitle } from "./question-link.tsx";
import { pollTexts } from "./texts.ts";
import { Vote } from "./vote.tsx";

const Extras = lazyComponent(() => import("./lazy/open-question-extras.tsx"));

export function OpenQuestionRow({ teamId, line, teamTime }: QuestionRowProps) {
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
          {data.most > 1 ? null : <Vote teamId={teamId} page={data} />}
        </>
      ) : null}
      {data && (data.most > 1 || data.soFar || data.mayTakeBack) ? (
        <LazyPart>
          <Extras teamId={teamId} page={data} />
        </LazyPart>
      ) : null}
      {data && data.state !== "open" ? <Note>{t("closedNow")}</Note> : null}
      {data || error || !line.mayAnswer ? null : <div className={styles.room} />}
      {error && !data ? <NotLoaded again={retry} /> : null}
    </Comment>
  );
}
