import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { VisibleThanks } from "#bot/features/kudos/api.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { Note } from "../../components/note.tsx";
import { Actions } from "../../components/row.tsx";
import { useSending } from "../../components/sending.ts";
import { useAct } from "../../lib/use-resource.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { kudosTexts } from "./texts.ts";

/**
 * "Thanks from me too", as on the card; a second press undoes it. The page does not know whether the viewer has joined:
 * after a reload the button is in its initial state, and joining again has no effect.
 */
export function AlsoThank({ line, title }: { readonly line: VisibleThanks; readonly title: string }) {
  const { kudosId, sender, recipients } = line;
  const t = useTexts(kudosTexts);
  const act = useAct();
  const { isSending, refusal, send } = useSending();
  const [hasJoined, setJoined] = useState(false);

  async function press(): Promise<void> {
    setJoined(!hasJoined);
    try {
      await act(hasJoined ? kudosVerbs.undoAlso : kudosVerbs.alsoThank, { kudosId });
    } catch (error) {
      setJoined(hasJoined);
      throw error;
    }
  }

  // A kudos without recipients is for its sender.
  const whoSees = recipients.length > 0 ? t("youAlsoThank") : t("youAlsoThankForTelling", { sender: sender.name });
  const status = refusal?.text ?? (hasJoined && !isSending ? whoSees : undefined);
  return (
    <Actions>
      <Button
        appearance={hasJoined ? "primary" : "secondary"}
        size="small"
        aria-pressed={hasJoined}
        aria-label={t("alsoThankFor", { title })}
        onClick={() => void send(press)}
      >
        {t("alsoThank")}
      </Button>
      <div role="status">{status ? <Note>{status}</Note> : null}</div>
    </Actions>
  );
}
