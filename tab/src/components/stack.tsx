import type { ReactNode } from "react";
import styles from "./stack.module.css";

/** Stacks its children, limited to a readable width. */
export const Stack = ({ children }: { readonly children: ReactNode }) => <div className={styles.stack}>{children}</div>;
