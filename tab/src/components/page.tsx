import { type ReactNode, useEffect, useRef } from "react";
import { useRouter } from "../lib/router.ts";
import styles from "./page.module.css";

/** The page's only main landmark. Does not scroll sideways down to 280 pixels. */
export function Page(props: { readonly head?: ReactNode; readonly children: ReactNode; readonly isBusy?: boolean }) {
  return (
    <main className={styles.page} aria-busy={props.isBusy ?? false}>
      {props.head}
      <div className={styles.body}>{props.children}</div>
    </main>
  );
}

/** The page's title and actions, as on Teams' own pages. */
export function PageHead(props: {
  readonly title: string;
  readonly about?: ReactNode;
  readonly before?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <header className={styles.head}>
      <div className={styles.bar}>
        {props.before}
        <div className={styles.name}>
          <PageTitle>{props.title}</PageTitle>
          {props.about === undefined ? null : <p className={styles.about}>{props.about}</p>}
        </div>
        {props.actions === undefined ? null : <div className={styles.actions}>{props.actions}</div>}
      </div>
    </header>
  );
}

/** After a navigation within the tab the heading gets the focus, so that the next Tab key continues from there. */
function PageTitle({ children }: { readonly children: string }) {
  const { hasMoved } = useRouter();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasMoved) {
      heading.current?.focus();
    }
  }, [hasMoved]);
  return (
    <h1 ref={heading} tabIndex={-1} className={styles.title}>
      {children}
    </h1>
  );
}
