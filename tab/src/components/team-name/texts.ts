import { texts } from "#bot/i18n/translate.ts";

export const teamNameTexts = texts({
  sv: { nameless: "Team utan namn" },
  en: { nameless: "Team without a name" },
});
