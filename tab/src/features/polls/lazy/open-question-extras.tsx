import type { QuestionPage } from "#bot/features/polls/api.ts";
import { Row } from "../../../components/row.tsx";
import { Result } from "./result.tsx";
import { SeveralChoices } from "./several-choices.tsx";
import TakeBack from "./take-back.tsx";

/** What few open questions have in a list: several choices, figures before the close, and the way to take it back. */
export default function OpenQuestionExtras(props: { readonly teamId: string; readonly page: QuestionPage }) {
  const { teamId, page } = props;
  return (
    <>
      {page.mayAnswer && page.most > 1 ? <SeveralChoices key={page.edition} teamId={teamId} page={page} /> : null}
      <Result page={page} />
      {page.mayTakeBack ? (
        <Row>
          <TakeBack pollId={page.pollId} question={page.question} />
        </Row>
      ) : null}
    </>
  );
}
