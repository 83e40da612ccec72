import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { useKeyboardBack } from "../../components/keyboard-back.ts";
import { LazyOnClick } from "../../components/lazy-on-click.tsx";
import { Actions } from "../../components/row.tsx";
import type { WaitingActProps } from "../../lib/feature.ts";
import { lazyComponent } from "../../lib/lazy.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { pollTexts } from "./texts.ts";

const Decide = lazyComponent(() => import("./lazy/decide.tsx"));

/** Opens the form that decides a closed question, in the card of the question. */
export function DecideHere(props: WaitingActProps & { readonly isPrimary?: boolean }) {
  const { teamId, itemKey: pollId, title, isPrimary = true } = props;
  const t = useTexts(pollTexts);
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
            aria-label={t("decideFor", { title })}
            onClick={() => setDeciding(true)}
          >
            {t("decide")}
          </Button>
        </Actions>
      )}
      <LazyOnClick isPressed={isDeciding} onMissing={close}>
        {() => <Decide isPressed teamId={teamId} pollId={pollId} onClose={close} />}
      </LazyOnClick>
    </>
  );
}
