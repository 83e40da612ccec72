import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { Face } from "./face.tsx";

interface Person {
  readonly id: string;
  readonly name: string;
}

/** What somebody said or asked, line by line beside their face. */
export function Said({ by, children }: { readonly by: Person; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.said}>
      <Face name={by.name} id={by.id} />
      <div className={styles.lines}>{children}</div>
    </div>
  );
}

const useStyles = makeStyles({
  said: { display: "flex", gap: tokens.spacingHorizontalM, alignItems: "flex-start" },
  lines: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXS, minWidth: 0 },
});
