import { translator } from "../../../i18n/translate.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import type { Poll } from "../contract.ts";
import { settledOptions } from "../rules/poll.ts";
import { pollTexts } from "../texts.ts";

/** The reason of an outcome that a vote has settled, in the team's language. Undefined when a person has to choose. */
export const usualReason = (
  poll: Pick<Poll, "mode" | "result" | "most">,
  team: Pick<TeamSettings, "locale">,
): string | undefined =>
  settledOptions(poll).length === 0 ? undefined : translator(pollTexts, team.locale)("mostVotes");
