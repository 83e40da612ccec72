import type { ReactNode } from "react";
import styles from "./note.module.css";

/** A secondary line: when, who, by when. */
export const Note = ({ children }: { readonly children: ReactNode }) => <p className={styles.note}>{children}</p>;
