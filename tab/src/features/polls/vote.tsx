import { Button } from "@fluentui/react-components";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { LazyPart } from "../../components/lazy-part.tsx";
import { Note } from "../../components/note.tsx";
import { Actions } from "../../components/row.tsx";
import { lazyComponent } from "../../lib/lazy.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { pollTexts } from "./texts.ts";
import { useVote } from "./use-vote.ts";

const SeveralChoices = lazyComponent(() => import("./lazy/several-choices.tsx"));

/** Answers with one tap, as on the card; with several choices, one more. */
export function Vote({ teamId, page }: { readonly teamId: string; readonly page: QuestionPage }) {
  const t = useTexts(pollTexts);
  const { saved, answer } = useVote(teamId, page);
  const { edition, most, myAnswer = [], options } = page;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that the heading above already is.
    <div role="group" aria-label={t("choose", { question: page.question })}>
      {most > 1 ? (
        <LazyPart>
          <SeveralChoices key={edition} page={page} saved={saved} answer={answer} />
        </LazyPart>
      ) : (
        <Actions>
          {options.map((option, place) => {
            const isChosen = myAnswer.includes(place);
            return (
              <Button
                // Options are unique within an edition, and an option of another edition is another answer.
                key={`${edition} ${option}`}
                appearance={isChosen ? "primary" : "secondary"}
                aria-pressed={isChosen}
                onClick={() => void answer([place])}
              >
                {option}
              </Button>
            );
          })}
        </Actions>
      )}
      {most > 1 ? null : <div role="status">{saved ? <Note>{saved}</Note> : null}</div>}
    </div>
  );
}
