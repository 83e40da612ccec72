import { heading, paragraph } from "../../../cards/blocks.ts";
import { adaptiveCard } from "../../../cards/card.ts";
import { shortName } from "../../../cards/names.ts";
import type { Card } from "../../../core/outbox.ts";
import type { Translate } from "../../../i18n/translate.ts";
import type { RoundKind } from "../contract.ts";
import type { RoundText } from "../texts.ts";

/** Tells the members of a meeting that there is a panel, when Teams does not allow a mark on its icon. */
export function roundNotificationCard(host: string, kind: RoundKind, t: Translate<RoundText>): Card {
  const title = t("tellTitle", { host: shortName(host), round: t(kind) });
  return adaptiveCard({ locale: t.locale, fallbackText: title, body: [heading(title), paragraph(t("tellHow"))] });
}
