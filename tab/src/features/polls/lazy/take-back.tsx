import { Button } from "@fluentui/react-components";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { useDelayedAction } from "../../../components/delayed-action.ts";
import { useAct } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { pollLazyTexts } from "./texts.ts";

interface Props {
  readonly pollId: string;
  readonly question: string;
  onDone?(): void;
}

/** Takes the viewer's own open question back. Answers are destroyed, so the act waits for an undo. */
export default function TakeBack({ pollId, question, onDone }: Props) {
  const t = useTexts(pollLazyTexts);
  const act = useAct();
  const { isHeld, hold } = useDelayedAction();
  function takeBack(): void {
    const run = async () => {
      await act(pollVerbs.takeBack, { pollId });
      onDone?.();
    };
    hold({ soon: t("takenBackSoon"), done: t("takenBack"), run });
  }
  return (
    <Button
      appearance="subtle"
      disabledFocusable={isHeld}
      aria-label={t("takeBackQuestion", { question })}
      onClick={takeBack}
    >
      {t("takeBack")}
    </Button>
  );
}
