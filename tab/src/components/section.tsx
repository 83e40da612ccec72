import { makeStyles, Subtitle1, Text, tokens } from "@fluentui/react-components";
import { type ReactNode, useId } from "react";

/** A part of the page with its heading, as a landmark of its own for those who hear the page. */
export function Section(props: { readonly title: string; readonly about?: string; readonly children: ReactNode }) {
  const id = useId();
  const styles = useStyles();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.head}>
        <Subtitle1 as="h2" id={id} className={styles.title}>
          {props.title}
        </Subtitle1>
        {props.about === undefined ? null : (
          <Text size={200} className={styles.about}>
            {props.about}
          </Text>
        )}
      </div>
      {props.children}
    </section>
  );
}

const useStyles = makeStyles({
  section: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM },
  head: { display: "flex", flexWrap: "wrap", alignItems: "baseline", columnGap: tokens.spacingHorizontalM },
  title: { margin: 0 },
  about: { color: tokens.colorNeutralForeground2 },
});
