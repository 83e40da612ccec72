import type { ReactNode } from "react";
import styles from "./stack.module.css";

/** Parts one below the other, no wider than one reads easily. */
export const Stack = ({ children }: { readonly children: ReactNode }) => <div className={styles.stack}>{children}</div>;
