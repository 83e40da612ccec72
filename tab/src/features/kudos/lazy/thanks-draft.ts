import type { KudosKind } from "#bot/features/kudos/contract.ts";
import { WHOLE_TEAM } from "#bot/features/kudos/contract.ts";
import type { Pickable } from "../../../components/people-picker.tsx";

/** The draft of a thank-you, as its form holds it. */
export interface ThanksDraft {
  readonly teamId: string;
  readonly recipients: readonly Pickable[];
  readonly words: string;
  readonly kind: KudosKind;
  /** One of the team's values; empty for none. */
  readonly value: string;
}

/** The initial words of each kind. */
export type Starter = (kind: KudosKind) => string;

export const newDraft = (teamId: string, recipients: readonly Pickable[], starter: Starter): ThanksDraft => ({
  teamId,
  recipients,
  words: starter("thanks"),
  kind: "thanks",
  value: "",
});

/** The draft for this team. People and values belong to one team; the words are kept. */
export const draftFor = (teamId: string, draft: ThanksDraft): ThanksDraft =>
  draft.teamId === teamId ? draft : { ...draft, teamId, recipients: [], value: "" };

/** The draft as another kind. Initial words change with the kind; a person's own words stay. */
export const asKind = (draft: ThanksDraft, kind: KudosKind, starter: Starter): ThanksDraft => ({
  ...draft,
  kind,
  words: draft.words === starter(draft.kind) ? starter(kind) : draft.words,
});

/** The input of the verb `kudos/give`. */
export function giveInput({ teamId, recipients, words, kind, value }: ThanksDraft) {
  const ids = recipients.map(({ id }) => id);
  return {
    teamId,
    recipients: ids.filter((id) => id !== WHOLE_TEAM),
    wholeTeam: ids.includes(WHOLE_TEAM),
    words,
    kind,
    value,
  };
}
