import { type TabRoute, useRouter } from "../lib/router.ts";
import styles from "./card-link.module.css";

/** A card's title as a link to its page. */
export function CardLink(props: { readonly to: TabRoute; readonly isQuiet?: boolean; readonly children: string }) {
  const { go } = useRouter();
  return (
    <button
      type="button"
      className={props.isQuiet ? `${styles.link} ${styles.quiet}` : styles.link}
      onClick={() => go(props.to)}
    >
      {props.children}
    </button>
  );
}
