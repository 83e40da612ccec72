import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useKeyboardBack } from "../../components/keyboard-back.ts";
import { Pressed } from "../../components/pressed.tsx";
import { Actions } from "../../components/text.tsx";
import type { WaitingActProps } from "../../lib/feature.ts";
import { later } from "../../lib/later.ts";
import { useWords } from "../../lib/words.ts";
import { pollTexts } from "./texts.ts";

const Decide = later(() => import("./lazy/decide.tsx"));

/** Opens the form that decides a closed question, in the card of the question. */
export function DecideHere(props: WaitingActProps & { readonly isPrimary?: boolean }) {
  const { teamId, itemKey: pollId, title, isPrimary = true } = props;
  const t = useWords(pollTexts);
  const [isDeciding, setDeciding] = useState(false);
  const { ref, giveBack } = useKeyboardBack();
  function close(): void {
    setDeciding(false);
    giveBack();
  }
  return (
    <>
      {isDeciding ? null : (
        <Actions>
          <Button
            ref={ref}
            appearance={isPrimary ? "primary" : "secondary"}
            aria-label={`${t("decide")}: ${title}`}
            onClick={() => setDeciding(true)}
          >
            {t("decide")}
          </Button>
        </Actions>
      )}
      <Pressed isPressed={isDeciding} onMissing={close}>
        {() => <Decide isPressed teamId={teamId} pollId={pollId} onClose={close} />}
      </Pressed>
    </>
  );
}
