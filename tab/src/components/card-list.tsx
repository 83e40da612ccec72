import { Button } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { useWords } from "../lib/words.ts";
import styles from "./card.module.css";
import { componentTexts } from "./texts.ts";

/** The newest first, the rest on request: a page that is read, not scrolled. */
export function CardList<T>(props: {
  readonly items: readonly T[];
  readonly shown: number;
  readonly keyOf: (item: T) => string;
  readonly isStrong?: (item: T) => boolean;
  readonly children: (item: T) => ReactNode;
}) {
  const { items, shown, keyOf, isStrong = () => false, children } = props;
  const t = useWords(componentTexts);
  const [all, setAll] = useState(false);
  const visible = all ? items : items.slice(0, shown);
  return (
    <>
      <ul className={styles.list}>
        {visible.map((item) => (
          <li key={keyOf(item)} className={isStrong(item) ? `${styles.card} ${styles.strong}` : styles.card}>
            {children(item)}
          </li>
        ))}
      </ul>
      {visible.length < items.length ? (
        <Button appearance="subtle" className={styles.more ?? ""} onClick={() => setAll(true)}>
          {t("showMore")}
        </Button>
      ) : null}
    </>
  );
}
