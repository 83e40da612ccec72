import type { QuestionPage } from "#bot/features/polls/api.ts";
import { Card } from "../../../components/card.tsx";
import { Note } from "../../../components/note.tsx";
import { Paragraph } from "../../../components/paragraph.tsx";
import { Section } from "../../../components/section.tsx";
import { formatIsoTime, type TeamTime } from "../../../lib/team-time.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { answerRule, answersSoFar } from "../answer-rule.ts";
import { decisionRule } from "../decision-rule.ts";
import { pollTexts } from "../texts.ts";
import { Vote } from "../vote.tsx";
import { Result } from "./result.tsx";
import { Run } from "./run.tsx";
import { SeveralChoices } from "./several-choices.tsx";
import { pollLazyTexts } from "./texts.ts";

interface Props {
  readonly teamId: string;
  readonly page: QuestionPage;
  readonly teamTime: TeamTime;
}

/** The options of an open question, the result of a closed one. */
export function AnswersSection({ teamId, page, teamTime }: Props) {
  const t = useTexts(pollLazyTexts);
  const isOpen = page.state === "open";
  if (!isOpen && hasNothingToShow(page)) {
    return null;
  }
  return (
    <Section title={t(isOpen ? "options" : "results")}>
      <Card>
        {isOpen ? <OpenAnswers teamId={teamId} page={page} teamTime={teamTime} /> : <ClosedAnswers page={page} />}
      </Card>
    </Section>
  );
}

/** An open question: its rules, the viewer's answer, and the asker's actions. */
function OpenAnswers({ teamId, page, teamTime }: Props) {
  const t = useTexts(pollLazyTexts);
  const line = useTexts(pollTexts);
  return (
    <>
      <Note>
        {decisionRule(page, teamTime, line)}{" "}
        {line("closes", { time: formatIsoTime(page.closesAt, t.locale, teamTime) })}
      </Note>
      <Note>
        {answerRule(page, line)} {page.isAnonymous ? t("whoCouldTell") : null}
      </Note>
      {page.mayAnswer ? <AnswerFields key={page.edition} teamId={teamId} page={page} /> : null}
      {page.isDecider ? <Note>{t("youDecide")}</Note> : null}
      {page.mayAnswer ? null : <Paragraph>{page.options.join("\n")}</Paragraph>}
      <Note>{answersSoFar(page, line)}</Note>
      <Result page={page} />
      {page.mayAnswer ? <Note>{t("neverHaveTo")}</Note> : null}
      {page.mayRun ? <Run page={page} /> : null}
    </>
  );
}

const AnswerFields = (props: Omit<Props, "teamTime">) =>
  props.page.most > 1 ? <SeveralChoices {...props} /> : <Vote {...props} />;

/** The form for the outcome shows the result, and the viewer has no answer of their own. */
const hasNothingToShow = (page: QuestionPage): boolean =>
  page.decide !== undefined && !page.myAnswer?.length && !areAnswersGone(page);

/** A closed question: its result, unless the form for the outcome shows it, and the viewer's answer. */
function ClosedAnswers({ page }: { readonly page: QuestionPage }) {
  const t = useTexts(pollLazyTexts);
  const mine = (page.myAnswer ?? []).map((place) => page.options[place] ?? "");
  return (
    <>
      {page.decide ? null : <Result page={page} />}
      {mine.length > 0 ? <Note>{t("yourAnswer", { options: mine.join(", ") })}</Note> : null}
      {areAnswersGone(page) ? <Note>{t("answersGone")}</Note> : null}
    </>
  );
}

/** Once an anonymous question is counted, answers are no longer linked to voters. */
const areAnswersGone = ({ isAnonymous, result }: QuestionPage): boolean =>
  isAnonymous && result !== undefined && result.shows !== "unreadable";
