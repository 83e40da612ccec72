import { Link } from "@fluentui/react-components";
import type { FormRefusal } from "../lib/api.ts";
import styles from "./form.module.css";

/** The one look of why a form was refused: an error in red, a notice in the colour of the page, with its way on. */
export const RefusalText = ({ refusal: { text, isNotice, wayOn } }: { readonly refusal: FormRefusal }) => (
  <span className={isNotice ? styles.notice : styles.error}>
    {text}
    {wayOn ? (
      <>
        {" "}
        <Link inline href={wayOn.url} target="_blank" rel="noreferrer">
          {wayOn.title}
        </Link>
      </>
    ) : null}
  </span>
);
