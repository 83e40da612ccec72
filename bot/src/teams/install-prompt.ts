import { paragraph } from "../cards/blocks.ts";
import { addButton } from "../cards/buttons.ts";
import { adaptiveCard } from "../cards/card.ts";
import type { SourceMessage } from "../core/feature.ts";
import type { Card } from "../core/outbox.ts";
import type { Translate } from "../i18n/translate.ts";
import type { teamsTexts } from "./texts.ts";

/** Offers to add Gnista to a conversation. Teams then repeats the first request, which is answered as usual. */
export function installPromptCard(t: Translate<keyof typeof teamsTexts.sv>, about: SourceMessage | undefined): Card {
  return adaptiveCard({
    locale: t.locale,
    fallbackText: t("addHere"),
    body: [paragraph(t("addHere"))],
    actions: [addButton(t("addButton"), about ? { about } : {})],
  });
}
