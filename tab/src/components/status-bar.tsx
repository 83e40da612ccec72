import { Button } from "@fluentui/react-components";
import { type ReactNode, useId } from "react";
import styles from "./status-bar.module.css";

/** A line about the page itself: old data, no connection. Announced by screen readers. */
export function StatusBar(props: {
  readonly children: ReactNode;
  readonly tone?: "warning" | "quiet";
  readonly action?: { readonly label: string; readonly run: () => void };
}) {
  const id = useId();
  return (
    <div role="status" className={styles.bar} data-tone={props.tone ?? "warning"}>
      <span id={id} className={styles.says}>
        {props.children}
      </span>
      {props.action === undefined ? null : (
        <Button size="small" onClick={props.action.run} aria-describedby={id}>
          {props.action.label}
        </Button>
      )}
    </div>
  );
}
