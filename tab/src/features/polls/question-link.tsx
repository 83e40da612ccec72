import { QUESTION_PAGE, type QuestionEntry } from "#bot/features/polls/contract.ts";
import { CardLink } from "../../components/card-link.tsx";
import { CardTitle } from "../../components/card-title.tsx";
import type { TeamTime } from "../../lib/team-time.ts";

export interface QuestionRowProps {
  readonly teamId: string;
  readonly line: QuestionEntry;
  readonly teamTime: TeamTime;
}

export const QuestionTitle = ({ teamId, line }: Omit<QuestionRowProps, "teamTime">) => (
  <CardTitle isLarge>
    <QuestionLink teamId={teamId} line={line} />
  </CardTitle>
);

/** A link from the question's text to its page. */
export const QuestionLink = ({
  teamId,
  line,
  isQuiet = false,
}: Omit<QuestionRowProps, "teamTime"> & { readonly isQuiet?: boolean }) => (
  <CardLink to={{ page: QUESTION_PAGE, teamId, pollId: line.pollId }} isQuiet={isQuiet}>
    {line.question}
  </CardLink>
);
