import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import styles from "./message-page.module.css";
import { Spark } from "./spark.tsx";

/** A page with one message and at most one button; `before` is rendered above it, as the back button on other pages. */
export function MessagePage(props: {
  readonly title: string;
  readonly body: string;
  readonly before?: ReactNode | undefined;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Announced by screen readers when it appears, because it replaces expected content. */
  readonly isAlert?: boolean;
}) {
  return (
    <main className={styles.page}>
      {props.before ? <div className={styles.before}>{props.before}</div> : null}
      <div className={styles.middle} {...(props.isAlert ? { role: "alert" } : {})}>
        <Spark />
        <h1 className={styles.title}>{props.title}</h1>
        <p className={styles.body}>{props.body}</p>
        {props.action === undefined ? null : (
          <Button appearance="primary" onClick={props.action.run}>
            {props.action.label}
          </Button>
        )}
      </div>
    </main>
  );
}
