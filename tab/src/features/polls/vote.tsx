import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { Note } from "../../components/note.tsx";
import { Actions } from "../../components/row.tsx";
import { useTexts } from "../../lib/use-texts.ts";
import { pickedWith } from "./question.ts";
import { pollTexts } from "./texts.ts";
import { useVote } from "./use-vote.ts";

/** Answers with one tap, as on the card; with several choices, one more. */
export function Vote({ teamId, page }: { readonly teamId: string; readonly page: QuestionPage }) {
  const t = useTexts(pollTexts);
  const { saved, answer } = useVote(teamId, page);
  const [picked, setPicked] = useState<readonly number[]>();
  const isSingle = page.most === 1;
  const chosen = picked ?? page.myAnswer ?? [];

  function send(choices: readonly number[]): void {
    setPicked(undefined);
    void answer(choices);
  }

  function press(option: number): void {
    if (isSingle) {
      send([option]);
    } else {
      setPicked(pickedWith(chosen, option, page.most));
    }
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that the heading above already is.
    <div role="group" aria-label={t("choose", { question: page.question })}>
      {isSingle ? null : <Note>{t("chooseUpTo", { count: page.most })}</Note>}
      <Actions>
        {page.options.map((option, place) => {
          const isChosen = chosen.includes(place);
          return (
            <Button
              // Options are unique within an edition, and an option of another edition is another answer.
              key={`${page.edition} ${option}`}
              appearance={isChosen ? "primary" : "secondary"}
              aria-pressed={isChosen}
              onClick={() => press(place)}
            >
              {option}
            </Button>
          );
        })}
        {isSingle || !picked ? null : (
          <Button appearance="primary" disabled={picked.length === 0} onClick={() => send(picked)}>
            {t("answer")}
          </Button>
        )}
      </Actions>
      <div role="status">{saved ? <Note>{saved}</Note> : null}</div>
    </div>
  );
}
