import { ToggleButton } from "@fluentui/react-components";
import { useId } from "react";
import { MAX_ANSWERS, roundVerbs } from "#bot/features/rounds/contract.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { useMine } from "./mine.ts";
import styles from "./panel.module.css";
import { End, type Running } from "./running.tsx";
import { type PanelText, panelTexts } from "./texts.ts";

const marks = Array.from({ length: MAX_ANSWERS }, (_, at) => at + 1);

/** The closing round (Avrundning): one tap; nobody sees a person's answer. */
export function Closing({ running }: { readonly running: Running }) {
  const { acting, roundRef: about } = running;
  const t = useTexts(panelTexts);
  const question = useId();
  const { mine, told } = useMine(about);
  async function answer(heard: number): Promise<void> {
    if (await acting.run(roundVerbs.answer, { ...about, heard })) {
      told(String(heard));
    }
  }
  return (
    <>
      <div className={styles.card}>
        <p id={question} className={styles.big}>
          {t("question")}
        </p>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere. */}
        <div role="group" aria-labelledby={question} className={styles.marks}>
          {marks.map((mark) => (
            <ToggleButton
              key={mark}
              size="large"
              className={styles.mark ?? ""}
              appearance={mine === String(mark) ? "primary" : "secondary"}
              checked={mine === String(mark)}
              disabledFocusable={acting.isBusy}
              aria-label={nameOf(mark, t)}
              onClick={() => void answer(mark)}
            >
              {mark}
            </ToggleButton>
          ))}
        </div>
        <p className={`${styles.note} ${styles.ends}`} aria-hidden>
          <span>{t("heard.1")}</span>
          <span>{t("heard.5")}</span>
        </p>
      </div>
      <div role="status">{mine === undefined ? null : <p className={styles.mine}>{t("answered")}</p>}</div>
      <p className={styles.note}>{t(running.round.isSmall ? "smallNote" : "answerNote")}</p>
      <div className={styles.stack}>
        <End running={running} isMain={mine !== undefined} />
      </div>
    </>
  );
}

function nameOf(mark: number, t: Translate<PanelText>): string {
  if (mark === 1) {
    return t("markMeans", { mark, meaning: t("heard.1") });
  }
  return mark === MAX_ANSWERS ? t("markMeans", { mark, meaning: t("heard.5") }) : String(mark);
}
