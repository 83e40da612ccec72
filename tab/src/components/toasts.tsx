import {
  Button,
  Toast,
  Toaster,
  type ToastIntent,
  ToastTitle,
  ToastTrigger,
  useId,
  useToastController,
} from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import { useTexts } from "../lib/use-texts.ts";
import { formTexts } from "./form-texts.ts";
import type { Notice, NoticeArea } from "./notice.ts";

/**
 * Shows each notice once, as a toast. It stays while the pointer is on it, unless `lastsMs` fixes its time, and longer when it
 * offers an undo.
 */
export default function Toasts({ notices, onTaken }: NoticeArea) {
  const toasterId = useId("notices");
  const { dispatchToast, dismissToast } = useToastController(toasterId);
  const t = useTexts(formTexts);
  const dispatched = useRef(new WeakSet<Notice>());
  useEffect(() => {
    for (const notice of notices.filter((one) => !dispatched.current.has(one))) {
      dispatched.current.add(notice);
      const toastId = `notice ${++numbered}`;
      void notice.over?.then(() => dismissToast(toastId));
      dispatchToast(<NoticeToast notice={notice} undo={t("undo")} />, {
        toastId,
        intent: intentOf(notice),
        politeness: notice.isError ? "assertive" : "polite",
        timeout: timeoutOf(notice),
        pauseOnHover: notice.lastsMs === undefined,
        pauseOnWindowBlur: notice.lastsMs === undefined,
      });
    }
    if (notices.length > 0) {
      onTaken(notices);
    }
  }, [notices, onTaken, dispatchToast, dismissToast, t]);
  return <Toaster toasterId={toasterId} position="bottom" />;
}

let numbered = 0;

/** A notice that says itself when it is over stays until then. */
function timeoutOf({ over, lastsMs, undo, isError }: Notice): number {
  return over ? -1 : (lastsMs ?? (undo || isError ? 12_000 : 5_000));
}

/** With `lastsMs` the action is still pending, so it is not a success yet. */
function intentOf({ isError, lastsMs }: Notice): ToastIntent {
  if (isError) {
    return "error";
  }
  return lastsMs === undefined ? "success" : "info";
}

function NoticeToast({ notice, undo }: { readonly notice: Notice; readonly undo: string }) {
  const action = notice.undo && (
    <ToastTrigger>
      <Button appearance="transparent" size="small" onClick={() => notice.undo?.()}>
        {undo}
      </Button>
    </ToastTrigger>
  );
  return (
    <Toast>
      <ToastTitle {...(action ? { action } : {})}>{notice.words}</ToastTitle>
    </Toast>
  );
}
