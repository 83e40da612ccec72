import { Button, type ButtonProps } from "@fluentui/react-components";
import { type ReactNode, Suspense, useState } from "react";
import { useKeyboardBack } from "./keyboard-back.ts";

/**
 * A button that opens a form, and gets the keyboard back when it closes. The form's code is fetched with the first
 * press: `children` makes it, with what closes it.
 */
export function Opener(props: {
  readonly label: string;
  readonly look?: Pick<ButtonProps, "appearance" | "icon" | "size">;
  readonly children: (close: () => void) => ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const { ref, giveBack } = useKeyboardBack();
  function close(): void {
    setOpen(false);
    giveBack();
  }
  return (
    <>
      <Button {...props.look} ref={ref} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {props.label}
      </Button>
      {isOpen ? <Suspense>{props.children(close)}</Suspense> : null}
    </>
  );
}
