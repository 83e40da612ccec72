import { SubmitAction } from "@microsoft/teams.cards";
import { aCard } from "../cards/card.ts";
import { paragraph } from "../cards/text.ts";
import type { AboutMessage } from "../core/actions.ts";
import type { Card } from "../core/delivery.ts";
import type { Translate } from "../i18n/translate.ts";
import type { teamsTexts } from "./texts.ts";

/**
 * Offers to add Gnista where it is not. Teams does it on this button, and then submits the same data: `submitAction`
 * with `justInTimeInstall`, to be answered like the first call (learn.microsoft.com, "Create and send dialogs").
 */
export function addGnistaCard(t: Translate<keyof typeof teamsTexts.sv>, about: AboutMessage | undefined): Card {
  const data = { msteams: { justInTimeInstall: true }, ...(about ? { about } : {}) };
  return aCard({
    locale: t.locale,
    fallbackText: t("addHere"),
    body: [paragraph(t("addHere"))],
    actions: [new SubmitAction({ title: t("addButton"), data })],
  });
}
