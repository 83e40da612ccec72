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
import { useTexts } from "../lib/i18n.ts";
import type { Notice, NoticeArea } from "./notice.ts";
import { componentTexts } from "./texts.ts";

/** Shows notices one after the other. A notice stays while the pointer is on it, and longer when it offers an undo. */
export default function Toasts({ notices, onTaken }: NoticeArea) {
  const toasterId = useId("notices");
  const { dispatchToast } = useToastController(toasterId);
  const t = useTexts(componentTexts);
  const shown = useRef(new WeakSet<Notice>());
  useEffect(() => {
    for (const notice of notices.filter((one) => !shown.current.has(one))) {
      shown.current.add(notice);
      dispatchToast(<Shown notice={notice} undo={t("undo")} />, {
        intent: intentOf(notice),
        politeness: notice.isError ? "assertive" : "polite",
        timeout: notice.lastsMs ?? (notice.undo || notice.isError ? 12_000 : 5_000),
        pauseOnHover: notice.lastsMs === undefined,
        pauseOnWindowBlur: notice.lastsMs === undefined,
      });
    }
    if (notices.length > 0) {
      onTaken(notices);
    }
  }, [notices, onTaken, dispatchToast, t]);
  return <Toaster toasterId={toasterId} position="bottom" />;
}

/** A pending action is not a success yet. */
function intentOf({ isError, lastsMs }: Notice): ToastIntent {
  if (isError) {
    return "error";
  }
  return lastsMs === undefined ? "success" : "info";
}

function Shown({ notice, undo }: { readonly notice: Notice; readonly undo: string }) {
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
