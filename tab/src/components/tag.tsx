import styles from "./tag.module.css";

/** A short mark beside a text: what kind it is, or what is special about it. Never only a colour. */
export function Tag({ children, tone = "quiet" }: { readonly children: string; readonly tone?: Tone }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {children}
    </span>
  );
}

type Tone = "quiet" | "brand" | "strong" | "warning";
