/** Raised when the data of a card changes shape; every button carries it, so that old cards keep acting. */
export const CARD_SCHEMA = 1;
