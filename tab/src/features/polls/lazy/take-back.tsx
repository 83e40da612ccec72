import { Button } from "@fluentui/react-components";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { useDelayedAction } from "../../../components/delayed-action.ts";
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
  const { isHeld, hold } = useDelayedAction();
  function takeBack(): void {
    const said = { soon: t("takenBackSoon"), done: t("takenBack") };
    hold({ verb: pollVerbs.takeBack, data: { pollId }, ...said, ...(onDone ? { onDone } : {}) });
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
