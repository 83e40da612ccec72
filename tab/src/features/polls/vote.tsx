import { Button } from "@fluentui/react-components";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { Note } from "../../components/note.tsx";
import { Actions } from "../../components/row.tsx";
import { useTexts } from "../../lib/use-texts.ts";
import { pollTexts } from "./texts.ts";
import { useVote } from "./use-vote.ts";

/** Answers a question with one choice, with one tap, as on the card. */
export function Vote({ teamId, page }: { readonly teamId: string; readonly page: QuestionPage }) {
  const t = useTexts(pollTexts);
  const { saved, answer } = useVote(teamId, page);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that the heading above already is.
    <div role="group" aria-label={t("choose", { question: page.question })}>
      <Actions>
        {page.options.map((option, place) => {
          const isChosen = page.myAnswer?.includes(place) ?? false;
          return (
            <Button
              // Options are unique within an edition, and an option of another edition is another answer.
              key={`${page.edition} ${option}`}
              appearance={isChosen ? "primary" : "secondary"}
              aria-pressed={isChosen}
              onClick={() => void answer([place])}
            >
              {option}
            </Button>
          );
        })}
      </Actions>
      <div role="status">
        {saved ? (
          <Actions>
            <Note>{saved}</Note>
          </Actions>
        ) : null}
      </div>
    </div>
  );
}
