import { AdaptiveCard, ShowCardAction } from "@microsoft/teams.cards";
import type { Locale } from "../core/context.ts";
import type { Offered } from "../core/offer.ts";
import { commonTexts } from "../i18n/common.ts";
import { translator } from "../i18n/translate.ts";
import { type Button, button } from "./buttons.ts";

/** Teams' store guideline. */
export const MAX_ACTIONS = 6;

/**
 * The card's own buttons, then what other features offer, by rank. Offers that do not fit are behind "Mer", which takes the
 * last place. When the card's own buttons take every place, or "Mer" is full too, the last offers are left out.
 */
export function withOffers(
  own: readonly Button[],
  offers: readonly Offered[],
  locale: Locale,
): readonly (Button | ShowCardAction)[] {
  const places = MAX_ACTIONS - own.length;
  const offered = offers.map((offer) => offerButton(offer, locale));
  if (offered.length <= places) {
    return [...own, ...offered];
  }
  if (places <= 0) {
    return own;
  }
  const rest = offered.slice(places - 1, places - 1 + MAX_ACTIONS);
  return [...own, ...offered.slice(0, places - 1), behindMore(rest, locale)];
}

/** Sends the draft alone: the card's fields belong to its own feature. */
const offerButton = ({ label, verb, draft }: Offered, locale: Locale): Button =>
  button({ title: label[locale], verb, data: draft, ignoresInputs: true });

const behindMore = (buttons: readonly Button[], locale: Locale) =>
  new ShowCardAction({
    title: translator(commonTexts, locale)("more"),
    card: new AdaptiveCard().withOptions({ actions: [...buttons] }),
  });
