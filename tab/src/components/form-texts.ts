import { texts } from "#bot/i18n/translate.ts";

/** The texts of what is fetched after the first page: forms, dialogs and notices. */
export const formTexts = texts({
  sv: {
    close: "Stäng",
    undo: "Ångra",
    thisChannel: "den här kanalen",
  },
  en: {
    close: "Close",
    undo: "Undo",
    thisChannel: "this channel",
  },
});
