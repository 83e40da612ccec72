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
import { type ReactNode, useEffect } from "react";
import type { FormRefusal } from "../lib/api.ts";
import { useTexts } from "../lib/use-texts.ts";
import styles from "./form.module.css";
import { formTexts } from "./form-texts.ts";
import { showPageBehind } from "./page-behind.tsx";
import { RefusableForm } from "./refusable-form.tsx";

/** Marks the field that gets the focus when the form opens. */
export const BEGINS_HERE = "data-begins-here";

/** A form over the page. Escape and the close button leave it; the opener keeps the draft. */
export function FormDialog(props: {
  readonly title: string;
  readonly actions: ReactNode;
  readonly children: ReactNode;
  readonly refusal?: FormRefusal | undefined;
  onSubmit(): void;
  onClose(): void;
}) {
  const t = useTexts(formTexts);
  useEffect(showPageBehind, []);
  useEffect(() => {
    // After the dialog has focused its first button, which closes it.
    const timeout = setTimeout(() => document.querySelector<HTMLElement>(`[${BEGINS_HERE}]`)?.focus());
    return () => clearTimeout(timeout);
  }, []);
  return (
    <Dialog open onOpenChange={(_, { open }) => (open ? undefined : props.onClose())}>
      <DialogSurface>
        <RefusableForm refusal={props.refusal} onSubmit={props.onSubmit}>
          {(refusal) => (
            <DialogBody>
              <DialogTitle
                action={
                  <Button
                    appearance="subtle"
                    icon={<DismissRegular />}
                    aria-label={t("close")}
                    onClick={props.onClose}
                  />
                }
              >
                {props.title}
              </DialogTitle>
              <DialogContent className={styles.fields ?? ""}>
                {props.children}
                {refusal}
              </DialogContent>
              <DialogActions fluid className={styles.actions ?? ""}>
                {props.actions}
              </DialogActions>
            </DialogBody>
          )}
        </RefusableForm>
      </DialogSurface>
    </Dialog>
  );
}
