import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { useHeld } from "../../../components/held.ts";
import { useKeyboardBack } from "../../../components/keyboard-back.ts";
import { Pressed } from "../../../components/pressed.tsx";
import { Row } from "../../../components/text.tsx";
import { useAct } from "../../../lib/fresh.ts";
import { later } from "../../../lib/later.ts";
import { useWords } from "../../../lib/words.ts";
import { pollLazyTexts } from "./texts.ts";

const ChangeOptions = later(() => import("./change-options.tsx"));

/** What whoever asked may do while it is open. */
export function Run({ page }: { readonly page: QuestionPage }) {
  const t = useWords(pollLazyTexts);
  const act = useAct();
  const { isHeld, hold } = useHeld();
  const [isChanging, setChanging] = useState(false);
  const { ref, giveBack } = useKeyboardBack();
  function closeNow(): void {
    const run = () => act(pollVerbs.close, { pollId: page.pollId });
    hold({ soon: t("closesSoon"), done: t("closed"), run });
  }
  function putAway(): void {
    setChanging(false);
    giveBack();
  }
  return (
    <>
      {isChanging ? null : (
        <Row>
          <Button disabledFocusable={isHeld} onClick={closeNow}>
            {t("closeNow")}
          </Button>
          {page.mayChangeOptions ? (
            <Button ref={ref} appearance="subtle" onClick={() => setChanging(true)}>
              {t("changeOptions")}
            </Button>
          ) : null}
        </Row>
      )}
      <Pressed isPressed={isChanging} onMissing={putAway}>
        {() => <ChangeOptions page={page} onClose={putAway} />}
      </Pressed>
    </>
  );
}
