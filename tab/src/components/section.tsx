import { type ReactNode, useId } from "react";
import styles from "./section.module.css";

/** A part of the page with a heading, as a landmark. */
export function Section(props: { readonly title: string; readonly about?: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {props.title}
        </h2>
        {props.about === undefined ? null : <span className={styles.about}>{props.about}</span>}
      </div>
      {props.children}
    </section>
  );
}
