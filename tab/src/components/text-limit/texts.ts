import { texts } from "#bot/i18n/translate.ts";

export const textLimitTexts = texts({
  sv: {
    tooLong: "Texten är för lång. Korta den till {max} tecken.",
    lengthOfMax: "{length} av {max} tecken",
  },
  en: {
    tooLong: "The text is too long. Shorten it to {max} characters.",
    lengthOfMax: "{length} of {max} characters",
  },
});
