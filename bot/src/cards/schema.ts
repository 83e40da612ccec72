/** Increased when the data of a card changes shape. Every button carries it, so that posted cards keep working. */
export const CARD_SCHEMA = 1;
