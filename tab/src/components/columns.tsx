import type { ReactNode } from "react";
import styles from "./columns.module.css";

/** Two columns on a wide page, the more important one first; one below the other on a narrow page. */
export function Columns({ first, second }: { readonly first: ReactNode; readonly second: ReactNode }) {
  return (
    <div className={styles.columns}>
      <div className={styles.column}>{first}</div>
      <div className={styles.column}>{second}</div>
    </div>
  );
}
