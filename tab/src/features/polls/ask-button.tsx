import { useState } from "react";
import { DialogButton } from "../../components/dialog-button.tsx";
import type { ActProps } from "../../lib/feature.ts";
import { lazyComponent } from "../../lib/lazy.ts";
import { useTexts } from "../../lib/use-texts.ts";
import type { QuestionDraft } from "./lazy/question-draft.ts";
import { pollTexts } from "./texts.ts";

const AskForm = lazyComponent(() => import("./lazy/ask-form.tsx"));

/** Opens the question form; `before` is rendered above the fields. The draft is kept when the form is closed. */
export function AskButton({ teamId, before, look }: ActProps) {
  const t = useTexts(pollTexts);
  const [draft, setDraft] = useState<QuestionDraft>();
  return (
    <DialogButton label={t("ask")} {...(look ? { look } : {})}>
      {(close) => <AskForm teamId={teamId} before={before} begun={draft} onDraft={setDraft} onClose={close} />}
    </DialogButton>
  );
}
