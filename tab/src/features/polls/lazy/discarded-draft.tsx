import { Field, Textarea } from "@fluentui/react-components";
import { useTexts } from "../../../lib/use-texts.ts";
import { unsentWords } from "./answer-draft.ts";
import { pollLazyTexts } from "./texts.ts";

/** The text that the viewer was writing when another person decided, to read and copy. */
export function DiscardedDraft({ pollId }: { readonly pollId: string }) {
  const t = useTexts(pollLazyTexts);
  const words = unsentWords(pollId);
  return words === "" ? null : (
    <Field label={t("youWrote")} hint={t("notSent")}>
      <Textarea readOnly value={words} />
    </Field>
  );
}
