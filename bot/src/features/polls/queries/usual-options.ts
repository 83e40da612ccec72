import { translator } from "../../../i18n/translate.ts";
import type { TeamSettings } from "../../../kernel/contract.ts";
import type { PollMode } from "../contract.ts";
import { pollTexts } from "../texts.ts";

export function usualOptions(mode: PollMode, team: Pick<TeamSettings, "locale">): readonly string[] {
  const t = translator(pollTexts, team.locale);
  return mode === "consent" ? [t("noObjection"), t("objection")] : [t("yes"), t("no"), t("either")];
}
