import type { KudosKind } from "#bot/features/kudos/contract.ts";
import { WHOLE_TEAM } from "#bot/features/kudos/contract.ts";
import type { Pickable } from "../../../components/people-picker.tsx";

/** A thank-you that a person has begun, as its form holds it. */
export interface ThanksDraft {
  readonly teamId: string;
  readonly recipients: readonly Pickable[];
  readonly words: string;
  readonly kind: KudosKind;
  /** One of the team's values; empty for none. */
  readonly value: string;
}

/** The words that a thank-you of each kind begins with. */
export type Starter = (kind: KudosKind) => string;

export const newDraft = (teamId: string, recipients: readonly Pickable[], starter: Starter): ThanksDraft => ({
  teamId,
  recipients,
  words: starter("thanks"),
  kind: "thanks",
  value: "",
});

/** The draft for this team. People and values belong to one team; the words go along to another. */
export const draftFor = (teamId: string, draft: ThanksDraft): ThanksDraft =>
  draft.teamId === teamId ? draft : { ...draft, teamId, recipients: [], value: "" };

/** The draft as another kind. The words that it began with change with the kind; what a person wrote stays. */
export const asKind = (draft: ThanksDraft, kind: KudosKind, starter: Starter): ThanksDraft => ({
  ...draft,
  kind,
  words: draft.words === starter(draft.kind) ? starter(kind) : draft.words,
});

/** What the verb `kudos/give` takes of a draft. */
export function asGiven({ teamId, recipients, words, kind, value }: ThanksDraft) {
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
