import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons";
import { type FormEvent, type ReactNode, useEffect, useRef } from "react";
import { useTexts } from "../lib/use-texts.ts";
import styles from "./form.module.css";
import { formTexts } from "./form-texts.ts";
import { showPageBehind } from "./page-behind.tsx";

/** Marks the field that gets the focus when the form opens. */
export const BEGINS_HERE = "data-begins-here";

/** A form over the page. Escape and the close button leave it; the opener keeps the draft. */
export function FormDialog(props: {
  readonly title: string;
  readonly actions: ReactNode;
  readonly children: ReactNode;
  readonly error?: string | undefined;
  onSubmit(): void;
  onClose(): void;
}) {
  const t = useTexts(formTexts);
  const form = useRef<HTMLFormElement>(null);
  useEffect(showPageBehind, []);
  useEffect(() => {
    // After the dialog has focused its first button, which closes it.
    const timeout = setTimeout(() => form.current?.querySelector<HTMLElement>(`[${BEGINS_HERE}]`)?.focus());
    return () => clearTimeout(timeout);
  }, []);
  function submit(event: FormEvent): void {
    event.preventDefault();
    props.onSubmit();
  }
  return (
    <Dialog open onOpenChange={(_, { open }) => (open ? undefined : props.onClose())}>
      <DialogSurface>
        <form ref={form} onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle
              action={
                <Button appearance="subtle" icon={<DismissRegular />} aria-label={t("close")} onClick={props.onClose} />
              }
            >
              {props.title}
            </DialogTitle>
            <DialogContent className={styles.fields ?? ""}>
              {props.children}
              <p role="alert" className={styles.error}>
                {props.error}
              </p>
            </DialogContent>
            <DialogActions fluid className={styles.actions ?? ""}>
              {props.actions}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
