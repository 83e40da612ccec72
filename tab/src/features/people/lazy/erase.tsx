import { Button } from "@fluentui/react-components";
import { useState } from "react";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { useKeyboardBack } from "../../../components/keyboard-back.ts";
import { Paragraph } from "../../../components/paragraph.tsx";
import { Row } from "../../../components/row.tsx";
import { useReport } from "../../../components/use-report.ts";
import { useAct } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { peopleTexts } from "./texts.ts";

/**
 * The only act without undo, so it takes two taps: the second button is in another place than the first, and the focus
 * goes to the cancel button.
 */
export function Erase() {
  const t = useTexts(peopleTexts);
  const act = useAct();
  const report = useReport();
  const { ref, giveBack } = useKeyboardBack();
  const [step, setStep] = useState<"no" | "sure" | "done">("no");
  const erase = () =>
    void report(async () => {
      await act(peopleVerbs.erase, {});
      setStep("done");
      return undefined;
    });
  function keep(): void {
    setStep("no");
    giveBack();
  }
  if (step === "done") {
    return (
      <div role="status">
        <Paragraph>{t("erased")}</Paragraph>
      </div>
    );
  }
  return (
    <Row>
      {step === "no" ? (
        <Button ref={ref} onClick={() => setStep("sure")}>
          {t("erase")}
        </Button>
      ) : (
        <>
          <Button appearance="primary" autoFocus onClick={keep}>
            {t("eraseNot")}
          </Button>
          <Button onClick={erase}>{t("eraseSure")}</Button>
        </>
      )}
    </Row>
  );
}
