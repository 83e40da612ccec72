import { useState } from "react";
import { DialogButton } from "../../components/dialog-button.tsx";
import type { ActProps } from "../../lib/feature.ts";
import { lazyComponent } from "../../lib/lazy.ts";
import { useTexts } from "../../lib/use-texts.ts";
import type { ThanksDraft } from "./lazy/thanks-draft.ts";
import { kudosTexts } from "./texts.ts";

const ThankForm = lazyComponent(() => import("./lazy/thank-form.tsx"));

/** Opens the kudos form; `before` is rendered above its fields. The draft is kept when the form is closed. */
export function ThankButton({ teamId, before, look }: ActProps) {
  const t = useTexts(kudosTexts);
  const [draft, setDraft] = useState<ThanksDraft>();
  return (
    <DialogButton label={t("thank")} {...(look ? { look } : {})}>
      {(close) => (
        <ThankForm teamId={teamId} to={[]} before={before} begun={draft} onDraft={setDraft} onClose={close} />
      )}
    </DialogButton>
  );
}
