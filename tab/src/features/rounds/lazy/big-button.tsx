import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import styles from "./panel.module.css";

/** A large button for touch. While an act is pending a press has no effect, and the button keeps the focus. */
export function BigButton(props: {
  readonly children: ReactNode;
  readonly isMain?: boolean;
  readonly isQuiet?: boolean;
  readonly isBusy?: boolean;
  readonly describedBy?: string;
  onPress(): void;
}) {
  const { children, isMain = false, isQuiet = false, isBusy = false, describedBy, onPress } = props;
  const quiet = isQuiet ? "subtle" : "secondary";
  return (
    <Button
      size="large"
      className={styles.button ?? ""}
      appearance={isMain ? "primary" : quiet}
      disabledFocusable={isBusy}
      {...(describedBy === undefined ? {} : { "aria-describedby": describedBy })}
      onClick={onPress}
    >
      {children}
    </Button>
  );
}
