import type { ReactNode } from "react";
import { Face } from "./face.tsx";
import styles from "./said.module.css";

interface Person {
  readonly id: string;
  readonly name: string;
}

/** What somebody said or asked, line by line beside their face. */
export function Said({ by, children }: { readonly by: Person; readonly children: ReactNode }) {
  return (
    <div className={styles.said}>
      <Face name={by.name} id={by.id} />
      <div className={styles.lines}>{children}</div>
    </div>
  );
}
