import type { ReactNode } from "react";
import styles from "./columns.module.css";

/** Two columns where there is room, what matters most first; one below the other where there is not. */
export function Columns({ first, second }: { readonly first: ReactNode; readonly second: ReactNode }) {
  return (
    <div className={styles.columns}>
      <div className={styles.column}>{first}</div>
      <div className={styles.column}>{second}</div>
    </div>
  );
}
