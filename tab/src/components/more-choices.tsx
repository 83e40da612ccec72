import type { ReactNode } from "react";
import { commonTexts } from "#bot/i18n/common.ts";
import { useTexts } from "../lib/use-texts.ts";
import styles from "./more-choices.module.css";

/** Collapses fields whose defaults suit most. `RefusableForm` opens it when one of them must change. */
export function MoreChoices({ children }: { readonly children: ReactNode }) {
  const t = useTexts(commonTexts);
  return (
    <details className={styles.more}>
      <summary>{t("moreChoices")}</summary>
      <div className={styles.choices}>{children}</div>
    </details>
  );
}
