import { Button, Checkbox } from "@fluentui/react-components";
import { useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { Note } from "../../../components/note.tsx";
import { Actions } from "../../../components/row.tsx";
import { useTexts } from "../../../lib/use-texts.ts";
import { pollTexts } from "../texts.ts";
import { useVote } from "../use-vote.ts";
import { choicesWith } from "./choices.ts";
import { pollLazyTexts } from "./texts.ts";
import { useUnsentChoices } from "./use-unsent-choices.ts";

/** Several choices: a tap each, and one that sends them. Until then the page says that they are not sent. */
export function SeveralChoices({ teamId, page }: { readonly teamId: string; readonly page: QuestionPage }) {
  const { saved, answer } = useVote(teamId, page);
  const { most, myAnswer } = page;
  const t = useTexts(pollLazyTexts);
  const line = useTexts(pollTexts);
  const { chosen, isUnsent, choose, sent } = useUnsentChoices(page);
  const [isOneTooMany, setOneTooMany] = useState(false);

  function press(option: number): void {
    const next = choicesWith(chosen, option, most);
    setOneTooMany(next === undefined);
    if (next) {
      choose(next);
    }
  }
  async function send(): Promise<void> {
    setOneTooMany(false);
    if (await answer(chosen)) {
      sent(chosen);
    }
  }
  function status(): string {
    if (isOneTooMany) {
      return t("tooManyChoices", { count: most });
    }
    return isUnsent ? t(myAnswer ? "earlierStands" : "notSentYet") : saved;
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that the heading above already is.
    <div role="group" aria-label={line("choose", { question: page.question })}>
      <Note>{t("chooseUpTo", { count: most })}</Note>
      {page.options.map((option, place) => (
        <div key={option}>
          <Checkbox label={option} checked={chosen.includes(place)} onChange={() => press(place)} />
        </div>
      ))}
      <Actions>
        <Button appearance="primary" disabledFocusable={!isUnsent || chosen.length === 0} onClick={() => void send()}>
          {t("answer")}
        </Button>
        <div role="status">{status() === "" ? null : <Note>{status()}</Note>}</div>
      </Actions>
    </div>
  );
}
