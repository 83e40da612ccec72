import { type Place, useWay } from "../lib/place.ts";
import styles from "./card-link.module.css";

/** The words of what a card is about, which open its page. */
export function CardLink(props: { readonly to: Place; readonly isQuiet?: boolean; readonly children: string }) {
  const { go } = useWay();
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
