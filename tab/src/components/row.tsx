import type { ReactNode } from "react";
import styles from "./row.module.css";

/** Tags or buttons in a row that wraps. */
export const Row = ({ children }: { readonly children: ReactNode }) => <div className={styles.row}>{children}</div>;

/** A row of actions, set apart from the text above. */
export const Actions = ({ children }: { readonly children: ReactNode }) => (
  <div className={`${styles.row} ${styles.actions}`}>{children}</div>
);
