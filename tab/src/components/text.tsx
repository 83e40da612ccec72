import type { ReactNode } from "react";
import styles from "./text.module.css";

/** A line beside the thing itself: when, who, by when. */
export const Note = ({ children }: { readonly children: ReactNode }) => <p className={styles.note}>{children}</p>;

/** What people wrote, with their own line breaks. */
export const Words = ({ children }: { readonly children: ReactNode }) => <p className={styles.words}>{children}</p>;

/** What a card is about; `id` where its buttons say it after their names. */
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

/** Marks or buttons in a row that breaks where it must. */
export const Row = ({ children }: { readonly children: ReactNode }) => <div className={styles.row}>{children}</div>;

/** What one can do about it, a little apart from what it says. */
export const Actions = ({ children }: { readonly children: ReactNode }) => (
  <div className={`${styles.row} ${styles.actions}`}>{children}</div>
);
