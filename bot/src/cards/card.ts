import { AdaptiveCard, ExecuteAction, RefreshDefinition } from "@microsoft/teams.cards";
import type { Locale } from "../core/context.ts";
import type { Offered } from "../core/offer.ts";
import type { Card } from "../core/outbox.ts";
import { type Block, escapeMarkdown } from "./blocks.ts";
import type { Button } from "./buttons.ts";
import { withOffers } from "./offers.ts";
import { CARD_SCHEMA } from "./schema.ts";

export { MAX_ACTIONS } from "./offers.ts";

/** The limit of message extensions. Messages take more, but one limit serves every entry point. */
export const MAX_BYTES = 28 * 1024;

export interface CardParts {
  readonly locale: Locale;
  /** Shown in notifications, and by clients that cannot render cards. Holds nothing that its reader may not know. */
  readonly fallbackText: string;
  readonly body: readonly Block[];
  readonly actions?: readonly Button[];
  /** What other features put on it, by rank. They never make the card too large: the last ones are left out instead. */
  readonly offers?: readonly Offered[];
  readonly refresh?: { readonly verb: string; readonly data: object; readonly everybody: boolean };
}

/** Builds a card in the schema version that Teams supports. */
export function adaptiveCard(parts: CardParts): Card {
  const offers = [...(parts.offers ?? [])];
  let card = buildCard(parts, offers);
  while (offers.length > 0 && Buffer.byteLength(JSON.stringify(card)) >= MAX_BYTES) {
    offers.pop();
    card = buildCard(parts, offers);
  }
  return card;
}

function buildCard(
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
    ...(refresh ? { refresh: refreshDefinition(refresh) } : {}),
  });
  return JSON.parse(JSON.stringify({ $schema: "http://adaptivecards.io/schemas/adaptive-card.json", ...card })) as Card;
}

/**
 * In a small conversation everybody sees their own view at once; in a large one nobody does automatically. Never a list
 * of ids: it would reveal who has answered.
 */
function refreshDefinition({ verb, data, everybody }: NonNullable<CardParts["refresh"]>): RefreshDefinition {
  return new RefreshDefinition({
    action: new ExecuteAction({ verb, data: { ...data, schema: CARD_SCHEMA } }),
    ...(everybody ? {} : { userIds: [] }),
  });
}

/**
 * Teams refreshes automatically for at most this many members (learn.microsoft.com, "Universal Actions", user-specific
 * views).
 */
export const MAX_REFRESHED_MEMBERS = 60;
