import { texts } from "./translate.ts";

/** Texts that all features share. */
export const commonTexts = texts({
  sv: {
    appName: "Gnista",
    moreChoices: "Fler val",
    more: "Mer",
    cancel: "Avbryt",
    undo: "Ångra",
    remove: "Ta bort",
    send: "Skicka",
    wholeTeam: "hela teamet",
    required: "Fyll i det här först.",
    mend: "Det gick inte att skicka än. Rätta: {field}",
  },
  en: {
    appName: "Gnista",
    moreChoices: "More choices",
    more: "More",
    cancel: "Cancel",
    undo: "Undo",
    remove: "Remove",
    send: "Send",
    wholeTeam: "the whole team",
    required: "Please fill this in first.",
    mend: "Not sent yet. Please change: {field}",
  },
});
