import { translator } from "../../../i18n/translate.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import type { Poll } from "../contract.ts";
import { boundOutcome } from "../rules/poll.ts";
import { pollTexts } from "../texts.ts";

/** The reason of an outcome that a vote has settled, in the team's language. Undefined when a person has to choose. */
export const usualReason = (
  poll: Pick<Poll, "mode" | "result">,
  team: Pick<TeamSettings, "locale">,
): string | undefined =>
  boundOutcome(poll) === undefined ? undefined : translator(pollTexts, team.locale)("mostVotes");
