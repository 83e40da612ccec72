import type { ReactNode } from "react";
import { Avatar } from "./avatar.tsx";
import styles from "./comment.module.css";

interface Person {
  readonly id: string;
  readonly name: string;
}

/** A person's words beside their avatar. */
export function Comment({ by, children }: { readonly by: Person; readonly children: ReactNode }) {
  return (
    <div className={styles.comment}>
      <Avatar name={by.name} id={by.id} />
      <div className={styles.lines}>{children}</div>
    </div>
  );
}
