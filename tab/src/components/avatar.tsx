import styles from "./avatar.module.css";

/**
 * A person's initials on a colour of their own, as Teams shows people without a picture. Hidden from screen readers,
 * since the name is beside it. Fluent's Avatar would add a fourteenth to the page's size.
 */
export function Avatar(props: { readonly name: string; readonly id: string; readonly isSmall?: boolean }) {
  const { name, id, isSmall = false } = props;
  return (
    <span aria-hidden className={isSmall ? `${styles.face} ${styles.small}` : styles.face} data-colour={colourOf(id)}>
      {initialsOf(name)}
    </span>
  );
}

const COLOURS = 6;

const colourOf = (id: string): number =>
  Array.from(id).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % COLOURS;

function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word));
  const [first = "", last = ""] = [words.at(0), words.length > 1 ? words.at(-1) : ""];
  return `${Array.from(first)[0] ?? ""}${Array.from(last)[0] ?? ""}`.toUpperCase();
}
