import { texts } from "#bot/i18n/translate.ts";

export const componentTexts = texts({
  sv: { loading: "Hämtar", showMore: "Visa fler", retry: "Försök igen" },
  en: { loading: "Loading", showMore: "Show more", retry: "Try again" },
});
