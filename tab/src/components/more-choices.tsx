import type { ReactNode } from "react";
import { commonTexts } from "#bot/i18n/common.ts";
import { useTexts } from "../lib/use-texts.ts";
import styles from "./more-choices.module.css";

/** Collapses fields whose defaults suit most; open when one of them may have caused an error. */
export function MoreChoices({ isOpen, children }: { readonly isOpen: boolean; readonly children: ReactNode }) {
  const t = useTexts(commonTexts);
  return (
    <details className={styles.more} {...(isOpen ? { open: true } : {})}>
      <summary>{t("moreChoices")}</summary>
      <div className={styles.choices}>{children}</div>
    </details>
  );
}
