import type { ReactNode } from "react";
import { commonTexts } from "#bot/i18n/common.ts";
import { useTexts } from "../lib/i18n.ts";
import styles from "./more-choices.module.css";

/** What has a default that suits most, folded away; open where something in it may be what went wrong. */
export function MoreChoices({ isOpen, children }: { readonly isOpen: boolean; readonly children: ReactNode }) {
  const t = useTexts(commonTexts);
  return (
    <details className={styles.more} {...(isOpen ? { open: true } : {})}>
      <summary>{t("moreChoices")}</summary>
      <div className={styles.choices}>{children}</div>
    </details>
  );
}
