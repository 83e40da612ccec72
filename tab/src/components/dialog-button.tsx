import { Button, type ButtonProps } from "@fluentui/react-components";
import { type ReactNode, useId, useState } from "react";
import { OpenedBy } from "../lib/use-resource.ts";
import { useKeyboardBack } from "./keyboard-back.ts";
import { LazyOnClick } from "./lazy-on-click.tsx";

/**
 * A button that opens a form and gets the focus back when the form closes. The form's code is fetched on the first
 * press; `children` renders it and receives a function that closes it.
 */
export function DialogButton(props: {
  readonly label: string;
  /** The accessible name. It begins with the label. */
  readonly name?: string;
  readonly look?: Pick<ButtonProps, "appearance" | "icon" | "size">;
  readonly children: (close: () => void) => ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const { ref, giveBack } = useKeyboardBack();
  const id = useId();
  function close(): void {
    setOpen(false);
    giveBack();
  }
  return (
    <>
      <Button {...props.look} ref={ref} aria-label={props.name} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {props.label}
      </Button>
      <LazyOnClick isPressed={isOpen} onMissing={close}>
        {() => <OpenedBy value={id}>{props.children(close)}</OpenedBy>}
      </LazyOnClick>
    </>
  );
}
