import { Button } from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef, useState } from "react";
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
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // The button that had the keyboard is gone: what it brought has it.
    const first = all ? list.current?.children[shown] : undefined;
    (first as HTMLElement | undefined)?.focus();
  }, [all, shown]);
  const visible = all ? items : items.slice(0, shown);
  return (
    <>
      <ul ref={list} className={styles.list}>
        {visible.map((item, nth) => (
          <li
            key={keyOf(item)}
            {...(nth === shown ? { tabIndex: -1 } : {})}
            className={isStrong(item) ? `${styles.card} ${styles.strong}` : styles.card}
          >
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
