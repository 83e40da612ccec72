import type { ReactNode } from "react";
import styles from "./text.module.css";

/** A secondary line: when, who, by when. */
export const Note = ({ children }: { readonly children: ReactNode }) => <p className={styles.note}>{children}</p>;

/** A person's text, with its line breaks. */
export const Words = ({ children }: { readonly children: ReactNode }) => <p className={styles.words}>{children}</p>;

/** The title of a card; buttons refer to `id` in their accessible name. */
export const CardTitle = ({
  children,
  isLarge = false,
  id,
}: {
  readonly children: ReactNode;
  readonly isLarge?: boolean;
  readonly id?: string;
}) => (
  <h3 id={id} className={isLarge ? styles.large : styles.title}>
    {children}
  </h3>
);

/** Tags or buttons in a row that wraps. */
export const Row = ({ children }: { readonly children: ReactNode }) => <div className={styles.row}>{children}</div>;

/** A row of actions, set apart from the text above. */
export const Actions = ({ children }: { readonly children: ReactNode }) => (
  <div className={`${styles.row} ${styles.actions}`}>{children}</div>
);
