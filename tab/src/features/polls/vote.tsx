import { Button } from "@fluentui/react-components";
import { useRef, useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { useSay } from "../../components/notices.tsx";
import { Actions, Note } from "../../components/text.tsx";
import { useAct } from "../../lib/fresh.ts";
import { useWords } from "../../lib/words.ts";
import { answeredWith, questionPath } from "./question.ts";
import { pollTexts } from "./texts.ts";

/**
 * Answers in one tap, as the card does; where several may be chosen, in one more. It shows at once, is said to be saved
 * when it is, and goes back to what it was when it is not, saying why.
 */
export function Vote({ teamId, page }: { readonly teamId: string; readonly page: QuestionPage }) {
  const t = useWords(pollTexts);
  const act = useAct();
  const { sayError } = useSay();
  const [said, setSaid] = useState("");
  const latest = useRef<readonly number[]>(null);
  const [picked, setPicked] = useState<readonly number[]>();
  const isSingle = page.most === 1;
  const chosen = picked ?? page.myAnswer ?? [];

  async function answer(choices: readonly number[]): Promise<void> {
    latest.current = choices;
    setSaid("");
    setPicked(undefined);
    const { pollId, edition } = page;
    const path = questionPath(teamId, pollId);
    try {
      const expected = { path, change: answeredWith(choices) };
      const promised = page.isAnonymous ? { promised: "anonymous" } : {};
      await act(pollVerbs.vote, { pollId, edition, choices: choices.map(String), ...promised }, { expected });
      // Of quick answers the last is what counts, so it is what is said.
      if (latest.current === choices) {
        setSaid(t(page.isAnonymous ? "saved" : "savedNamed"));
      }
    } catch (error) {
      if (latest.current === choices) {
        sayError(error);
      }
    }
  }

  function press(option: number): void {
    if (isSingle) {
      void answer([option]);
      return;
    }
    const others = chosen.filter((one) => one !== option);
    setPicked(others.length < chosen.length ? others : [...chosen, option].slice(-page.most));
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
              // No two options of an edition read alike, and what another edition offers is another answer.
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
          <Button appearance="primary" disabled={picked.length === 0} onClick={() => void answer(picked)}>
            {t("answer")}
          </Button>
        )}
      </Actions>
      <div role="status">{said ? <Note>{said}</Note> : null}</div>
    </div>
  );
}
