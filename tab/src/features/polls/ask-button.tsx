import { useState } from "react";
import { Opener } from "../../components/opener.tsx";
import type { ActProps } from "../../lib/feature.ts";
import { later } from "../../lib/later.ts";
import { useWords } from "../../lib/words.ts";
import type { QuestionDraft } from "./lazy/ask-draft.ts";
import { pollTexts } from "./texts.ts";

const AskForm = later(() => import("./lazy/ask-form.tsx"));

/** Opens the form for a question; `before` stands above its fields. What was begun is there again when it is opened again. */
export function AskButton({ teamId, before, look }: ActProps) {
  const t = useWords(pollTexts);
  const [draft, setDraft] = useState<QuestionDraft>();
  return (
    <Opener label={t("ask")} {...(look ? { look } : {})}>
      {(close) => <AskForm teamId={teamId} before={before} begun={draft} onDraft={setDraft} onClose={close} />}
    </Opener>
  );
}
