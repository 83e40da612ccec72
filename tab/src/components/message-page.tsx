import { Button, makeStyles, Text, Title3, tokens } from "@fluentui/react-components";
import { Page } from "./page.tsx";
import { Spark } from "./spark.tsx";

/** One thing to say, what to do about it, and at most one button. */
export function MessagePage(props: {
  readonly title: string;
  readonly body: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Read aloud when it comes up, because it replaces what somebody waited for. */
  readonly isAlert?: boolean;
}) {
  const styles = useStyles();
  return (
    <Page>
      <div className={styles.middle} {...(props.isAlert ? { role: "alert" } : {})}>
        <Spark />
        <Title3 as="h1" align="center" className={styles.title}>
          {props.title}
        </Title3>
        <Text align="center" className={styles.body}>
          {props.body}
        </Text>
        {props.action === undefined ? null : (
          <Button appearance="primary" onClick={props.action.run}>
            {props.action.label}
          </Button>
        )}
      </div>
    </Page>
  );
}

const useStyles = makeStyles({
  middle: {
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    gap: tokens.spacingVerticalL,
    maxWidth: "30rem",
    marginInline: "auto",
    paddingBlock: "min(18vh, 9rem)",
    textAlign: "center",
  },
  title: { margin: 0 },
  body: { color: tokens.colorNeutralForeground2, whiteSpace: "pre-line" },
});
