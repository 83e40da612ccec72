import type { ReactNode } from "react";
import styles from "./card-title.module.css";

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
