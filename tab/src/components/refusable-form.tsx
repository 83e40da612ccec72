import { type FormEvent, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { FormRefusal } from "../lib/api.ts";
import styles from "./form.module.css";
import { FIELD, RefusedForm } from "./form-field.tsx";
import { RefusalText } from "./refusal-text.tsx";

/**
 * A form that keeps what was put in. A refusal stands at its field (`FormField`), which is brought into view with the
 * focus in it; it goes when the field changes. What belongs to no field stands at the end.
 */
export function RefusableForm(props: {
  readonly refusal: FormRefusal | undefined;
  readonly className?: string | undefined;
  /** Places the refusal that belongs to no field among the fields. */
  readonly children: (rest: ReactNode) => ReactNode;
  onSubmit(): void;
}) {
  const { refusal, className, children, onSubmit } = props;
  const form = useRef<HTMLFormElement>(null);
  const alert = useRef<HTMLDivElement>(null);
  const [mended, setMended] = useState<FormRefusal>();
  const [placed, setPlaced] = useState<FormRefusal>();
  useLayoutEffect(() => {
    const field = refusal?.field === undefined ? null : fieldOf(form.current, refusal.field);
    setPlaced(field ? refusal : undefined);
    if (field) {
      show(field);
    } else if (refusal) {
      alert.current?.scrollIntoView({ block: "nearest" });
    }
  }, [refusal]);
  const shown = refusal === mended ? undefined : refusal;
  const value = useMemo(() => ({ refusal: shown, onMended: () => setMended(refusal) }), [shown, refusal]);
  function submit(event: FormEvent): void {
    event.preventDefault();
    onSubmit();
  }
  return (
    <RefusedForm.Provider value={value}>
      <form ref={form} className={className} onSubmit={submit} noValidate>
        {children(
          <div ref={alert} role="alert" className={styles.refusal}>
            {shown && shown !== placed ? <RefusalText refusal={shown} /> : null}
          </div>,
        )}
      </form>
    </RefusedForm.Provider>
  );
}

const fieldOf = (form: HTMLFormElement | null, name: string) =>
  form?.querySelector<HTMLElement>(`[${FIELD}="${CSS.escape(name)}"]`) ?? null;

function show(field: HTMLElement): void {
  const folded = field.closest("details");
  if (folded) {
    folded.open = true;
  }
  field.querySelector<HTMLElement>("input:checked, input:not([type=radio]), textarea, select, input")?.focus();
  field.scrollIntoView({ block: "nearest" });
}
