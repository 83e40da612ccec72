import { Button, type ButtonProps } from "@fluentui/react-components";
import { type ReactNode, useId, useState } from "react";
import { OpenedBy } from "../lib/fresh.ts";
import { useKeyboardBack } from "./keyboard-back.ts";
import { Pressed } from "./pressed.tsx";

/**
 * A button that opens a form, and gets the keyboard back when it closes. The form's code is fetched with the first
 * press: `children` makes it, with what closes it.
 */
export function Opener(props: {
  readonly label: string;
  /** What a screen reader says instead. It begins with the label. */
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
      <Pressed isPressed={isOpen} onMissing={close}>
        {() => <OpenedBy value={id}>{props.children(close)}</OpenedBy>}
      </Pressed>
    </>
  );
}
