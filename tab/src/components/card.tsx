import type { ReactNode } from "react";
import styles from "./card.module.css";

/** A card on the page, styled like Teams' own. */
export function Card({ children }: { readonly children: ReactNode }) {
  return <div className={styles.card}>{children}</div>;
}
