import type { KudosKind } from "#bot/features/kudos/contract.ts";
import type { Pickable } from "../../../components/people-picker.tsx";
import { useTexts } from "../../../lib/use-texts.ts";
import { kudosLazyTexts } from "./texts.ts";
import { asKind, draftFor, newDraft, type ThanksDraft } from "./thanks-draft.ts";

export interface ThanksDraftState {
  readonly draft: ThanksDraft;
  change(part: Partial<ThanksDraft>): void;
  chooseKind(kind: KudosKind): void;
}

/** The draft of a thank-you form. The opener stores it: `begun` is the stored draft, `onDraft` reports each change. */
export function useThankDraft(props: {
  readonly teamId: string;
  readonly to: readonly Pickable[];
  readonly begun: ThanksDraft | undefined;
  onDraft(draft: ThanksDraft): void;
}): ThanksDraftState {
  const { teamId, to, begun, onDraft } = props;
  const t = useTexts(kudosLazyTexts);
  const starter = (kind: KudosKind) => t(kind === "thanks" ? "starter" : "starterOfWin");
  const draft = begun ? draftFor(teamId, begun) : newDraft(teamId, to, starter);
  return {
    draft,
    change: (part) => onDraft({ ...draft, ...part }),
    chooseKind: (kind) => onDraft(asKind(draft, kind, starter)),
  };
}
