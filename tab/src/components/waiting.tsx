import { makeStyles, Skeleton, SkeletonItem, tokens } from "@fluentui/react-components";
import { useWords } from "../lib/words.ts";
import { Page } from "./page.tsx";
import { componentTexts } from "./texts.ts";

/** The page's shape while its content is on the way. */
export function Waiting() {
  const t = useWords(componentTexts);
  const styles = useStyles();
  return (
    <Page>
      <div role="status" aria-label={t("loading")}>
        <Skeleton className={styles.shape} aria-hidden>
          <SkeletonItem size={32} className={styles.title} />
          <SkeletonItem className={styles.card} />
          <SkeletonItem className={styles.card} />
          <SkeletonItem className={styles.card} />
        </Skeleton>
      </div>
    </Page>
  );
}

const useStyles = makeStyles({
  shape: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalL },
  title: { width: "min(12rem, 60%)" },
  card: { height: "6.5rem", borderRadius: tokens.borderRadiusXLarge },
});
