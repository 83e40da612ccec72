import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { useWords } from "../lib/words.ts";
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
  const styles = useStyles();
  const [all, setAll] = useState(false);
  const visible = all ? items : items.slice(0, shown);
  return (
    <>
      <ul className={styles.list}>
        {visible.map((item) => (
          <li key={keyOf(item)} className={mergeClasses(styles.card, isStrong(item) && styles.strong)}>
            {children(item)}
          </li>
        ))}
      </ul>
      {visible.length < items.length ? (
        <Button appearance="subtle" className={styles.more} onClick={() => setAll(true)}>
          {t("showMore")}
        </Button>
      ) : null}
    </>
  );
}

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalM,
  },
  card: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    boxShadow: tokens.shadow2,
  },
  strong: {
    borderLeft: `${tokens.strokeWidthThickest} solid ${tokens.colorBrandStroke1}`,
  },
  more: { alignSelf: "flex-start" },
});
