import type { ReactNode } from "react";
import styles from "./card.module.css";

/** One thing on the page, as Teams' own cards lie on their ground. */
export function Card({ children }: { readonly children: ReactNode }) {
  return <div className={styles.card}>{children}</div>;
}
