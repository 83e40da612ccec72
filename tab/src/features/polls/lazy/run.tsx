import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { useDelayedAction } from "../../../components/delayed-action.ts";
import { useKeyboardBack } from "../../../components/keyboard-back.ts";
import { LazyOnClick } from "../../../components/lazy-on-click.tsx";
import { Row } from "../../../components/row.tsx";
import { lazyComponent } from "../../../lib/lazy.ts";
import { useRouter } from "../../../lib/router.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import TakeBack from "./take-back.tsx";
import { pollLazyTexts } from "./texts.ts";

const ChangeOptions = lazyComponent(() => import("./change-options.tsx"));

/** The asker's actions while the question is open. */
export function Run({ page }: { readonly page: QuestionPage }) {
  const t = useTexts(pollLazyTexts);
  const { isHeld, hold } = useDelayedAction();
  const { back } = useRouter();
  const [isChanging, setChanging] = useState(false);
  const { ref, giveBack } = useKeyboardBack();
  function closeNow(): void {
    hold({ verb: pollVerbs.close, data: { pollId: page.pollId }, soon: t("closesSoon"), done: t("closed") });
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
          {page.mayTakeBack ? <TakeBack pollId={page.pollId} question={page.question} onDone={back} /> : null}
        </Row>
      )}
      <LazyOnClick isPressed={isChanging} onMissing={putAway}>
        {() => <ChangeOptions page={page} onClose={putAway} />}
      </LazyOnClick>
    </>
  );
}
