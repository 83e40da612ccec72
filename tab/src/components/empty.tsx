import type { ReactNode } from "react";
import styles from "./empty.module.css";

/** An empty state: a sentence, and the quickest way to the first item. */
export function Empty(props: { readonly says: string; readonly how?: string; readonly children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p>{props.says}</p>
      {props.how === undefined ? null : <p className={styles.how}>{props.how}</p>}
      {props.children}
    </div>
  );
}
