import { Field } from "@fluentui/react-components";
import { createContext, type ReactElement, useContext } from "react";
import type { FormRefusal } from "../lib/api.ts";
import { RefusalText } from "./refusal-text.tsx";

/** Marks a field with the name that the verb's input gives it. */
export const FIELD = "data-field";

/** The refusal of the form around a field, and what to do when the field changes. */
export const RefusedForm = createContext<{
  readonly refusal: FormRefusal | undefined;
  onMended(): void;
}>({ refusal: undefined, onMended: () => undefined });

/** A field of a `RefusableForm`. `name` is that of the verb's input, so that the server's refusal finds its field. */
export function FormField(props: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required?: boolean;
  /** What is wrong before anything is sent. */
  readonly validationMessage?: string;
  /** Is given the field's element. */
  shownIn?(field: HTMLElement | null): void;
  readonly children: ReactElement;
}) {
  const { name, label, hint, required = false, validationMessage, shownIn, children } = props;
  const { refusal, onMended } = useContext(RefusedForm);
  const mine = refusal?.field === name ? refusal : undefined;
  const isWrong = mine ? !mine.isNotice : validationMessage !== undefined;
  const message = mine
    ? { role: mine.isNotice ? "status" : "alert", children: <RefusalText refusal={mine} /> }
    : (validationMessage ?? null);
  return (
    <Field
      {...{ [FIELD]: name }}
      {...(shownIn ? { ref: shownIn } : {})}
      label={label}
      required={required}
      hint={hint ?? null}
      validationState={isWrong ? "error" : "none"}
      validationMessage={message}
      {...(mine ? { onInput: onMended } : {})}
    >
      {children}
    </Field>
  );
}
