import { texts } from "#bot/i18n/translate.ts";

export const teamPageTexts = texts({
  sv: {
    title: "Läget",
    more: "Mer",
  },
  en: {
    title: "How we're doing",
    more: "More",
  },
});
