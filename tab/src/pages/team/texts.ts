import { texts } from "#bot/i18n/translate.ts";

export const teamPageTexts = texts({
  sv: {
    title: "Läget",
    more: "Mer",
    settings: "Teamets inställningar",
  },
  en: {
    title: "How we're doing",
    more: "More",
    settings: "The team's settings",
  },
});
