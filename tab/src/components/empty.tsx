import type { ReactNode } from "react";
import styles from "./empty.module.css";

/** Where there is nothing yet: how it is, and the shortest way to the first one. */
export function Empty(props: { readonly says: string; readonly how?: string; readonly children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p>{props.says}</p>
      {props.how === undefined ? null : <p className={styles.how}>{props.how}</p>}
      {props.children}
    </div>
  );
}
