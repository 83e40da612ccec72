import styles from "./tag.module.css";

/** A short label beside a text, for its kind or state. Never a colour alone. */
export function Tag({ children, tone = "quiet" }: { readonly children: string; readonly tone?: Tone }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {children}
    </span>
  );
}

type Tone = "quiet" | "brand" | "strong" | "warning";
