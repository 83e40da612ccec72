import { AdaptiveCard, ExecuteAction, RefreshDefinition } from "@microsoft/teams.cards";
import type { Locale } from "../core/context.ts";
import type { Card } from "../core/delivery.ts";
import type { Offered } from "../core/offer.ts";
import type { Button } from "./buttons.ts";
import { withOffers } from "./offers.ts";
import { CARD_SCHEMA } from "./schema.ts";
import { type Block, escapeMarkdown } from "./text.ts";

export { MAX_ACTIONS } from "./offers.ts";

/** Message extensions refuse larger cards; messages take more, but one limit serves every door. */
export const MAX_BYTES = 28 * 1024;

export interface CardParts {
  readonly locale: Locale;
  /** What a client that cannot draw cards says, and what a notification shows. Never what its reader may not know. */
  readonly fallbackText: string;
  readonly body: readonly Block[];
  readonly actions?: readonly Button[];
  /** What other features put on it, by rank. They never make the card too large: the last ones are left out instead. */
  readonly offers?: readonly Offered[];
  readonly refresh?: { readonly verb: string; readonly data: object; readonly everybody: boolean };
}

/** Our card, in the version that Teams speaks. */
export function adaptiveCard(parts: CardParts): Card {
  const offers = [...(parts.offers ?? [])];
  let card = written(parts, offers);
  while (offers.length > 0 && Buffer.byteLength(JSON.stringify(card)) >= MAX_BYTES) {
    offers.pop();
    card = written(parts, offers);
  }
  return card;
}

function written(
  { locale, fallbackText, body, actions: own = [], refresh }: CardParts,
  offers: readonly Offered[],
): Card {
  const actions = withOffers(own, offers, locale);
  const card = new AdaptiveCard(...body).withOptions({
    version: "1.5",
    lang: locale,
    fallbackText: escapeMarkdown(fallbackText),
    speak: escapeMarkdown(fallbackText),
    ...(actions.length > 0 ? { actions: [...actions] } : {}),
    ...(refresh ? { refresh: refreshed(refresh) } : {}),
  });
  return JSON.parse(JSON.stringify({ $schema: "http://adaptivecards.io/schemas/adaptive-card.json", ...card })) as Card;
}

/**
 * Everybody in a small conversation sees their own view at once; in a large one nobody does by themselves. Never
 * a list of ids: it would say who has answered.
 */
function refreshed({ verb, data, everybody }: NonNullable<CardParts["refresh"]>): RefreshDefinition {
  return new RefreshDefinition({
    action: new ExecuteAction({ verb, data: { ...data, schema: CARD_SCHEMA } }),
    ...(everybody ? {} : { userIds: [] }),
  });
}

/** Teams refreshes by itself up to this many members (Universal Actions, user specific views). */
export const MAX_REFRESHED_MEMBERS = 60;
