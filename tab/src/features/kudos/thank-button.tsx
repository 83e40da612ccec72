import { useState } from "react";
import { Opener } from "../../components/opener.tsx";
import type { ActProps } from "../../lib/feature.ts";
import { later } from "../../lib/later.ts";
import { useWords } from "../../lib/words.ts";
import type { ThanksDraft } from "./lazy/thank-draft.ts";
import { kudosTexts } from "./texts.ts";

const ThankForm = later(() => import("./lazy/thank-form.tsx"));

/** Opens the form for a thank-you; `before` stands above its fields. What was begun is there when it opens again. */
export function ThankButton({ teamId, before, look }: ActProps) {
  const t = useWords(kudosTexts);
  const [draft, setDraft] = useState<ThanksDraft>();
  return (
    <Opener label={t("thank")} {...(look ? { look } : {})}>
      {(close) => (
        <ThankForm teamId={teamId} to={[]} before={before} begun={draft} onDraft={setDraft} onClose={close} />
      )}
    </Opener>
  );
}
