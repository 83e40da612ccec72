import type { ReactNode } from "react";
import styles from "./paragraph.module.css";

/** A person's text, with its line breaks. */
export const Paragraph = ({ children }: { readonly children: ReactNode }) => (
  <p className={styles.paragraph}>{children}</p>
);
