import type { LocalizedText } from "./page.ts";

/** Whom to ask: the configured contact, else the people who look after Teams. */
export const contactText = (contact?: string): LocalizedText =>
  contact === undefined
    ? {
        sv: "Fråga den som sköter Teams hos er, eller ert dataskyddsombud.",
        en: "Ask the people who look after Teams where you work, or your data-protection officer.",
      }
    : {
        sv: `Fråga ${contact}, eller ert dataskyddsombud.`,
        en: `Ask ${contact}, or your data-protection officer.`,
      };
