import { Button } from "@fluentui/react-components";
import { type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTexts } from "../lib/use-texts.ts";
import styles from "./card.module.css";
import { componentTexts } from "./texts.ts";

/** A list that shows the first items at once and the rest on request. */
export function CardList<T>(props: {
  readonly items: readonly T[];
  readonly shown: number;
  readonly keyOf: (item: T) => string;
  readonly isStrong?: (item: T) => boolean;
  readonly children: (item: T) => ReactNode;
}) {
  const { items, shown, keyOf, isStrong = () => false, children } = props;
  const t = useTexts(componentTexts);
  const [all, setAll] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  function showAll(): void {
    flushSync(() => setAll(true));
    // The button that had the focus is gone: the first new item gets it.
    const first = list.current?.children[shown];
    if (first instanceof HTMLElement) {
      first.focus();
    }
  }
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
        <Button appearance="subtle" className={styles.more ?? ""} onClick={showAll}>
          {t("showMore")}
        </Button>
      ) : null}
    </>
  );
}
