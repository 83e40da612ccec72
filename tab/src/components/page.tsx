import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

/** The one landmark: calm ground, room to breathe, and no scrolling sideways down to 280 pixels. */
export function Page({ children, isBusy = false }: { readonly children: ReactNode; readonly isBusy?: boolean }) {
  return (
    <main className={useStyles().page} aria-busy={isBusy}>
      {children}
    </main>
  );
}

const useStyles = makeStyles({
  page: {
    boxSizing: "border-box",
    maxWidth: "68rem",
    minHeight: "100vh",
    marginInline: "auto",
    padding: "1.5rem 2rem 3rem",
    overflowWrap: "anywhere",
    "@media (max-width: 40rem)": { padding: "1rem 1rem 2rem" },
    color: tokens.colorNeutralForeground1,
  },
});
