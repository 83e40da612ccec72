import { addButton } from "../cards/buttons.ts";
import { aCard } from "../cards/card.ts";
import { paragraph } from "../cards/text.ts";
import type { Card } from "../core/delivery.ts";
import type { AboutMessage } from "../core/feature.ts";
import type { Translate } from "../i18n/translate.ts";
import type { teamsTexts } from "./texts.ts";

/** Offers to add Gnista where it is not. What comes back is to be answered like the first call. */
export function addGnistaCard(t: Translate<keyof typeof teamsTexts.sv>, about: AboutMessage | undefined): Card {
  return aCard({
    locale: t.locale,
    fallbackText: t("addHere"),
    body: [paragraph(t("addHere"))],
    actions: [addButton(t("addButton"), about ? { about } : {})],
  });
}
