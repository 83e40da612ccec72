import { texts } from "#bot/i18n/translate.ts";

export const waitingTexts = texts({
  sv: {
    waiting: "Väntar på dig",
    onlyYou: "Bara du ser det här",
    noneWaiting: "Inget väntar på dig just nu.",
    howWaiting: "Här står det som ditt team väntar på från dig, till exempel ett besked.",
    moreWaiting: "Det finns mer. Det visas när något av det här är klart.",
    late: "Dröjer",
    isDue: "Senast {day}.",
    wasDue: "Det var tänkt till {day}.",
  },
  en: {
    waiting: "Waiting for you",
    onlyYou: "Only you see this",
    noneWaiting: "Nothing is waiting for you right now.",
    howWaiting: "Here you'll find what your team is waiting for from you, such as an answer.",
    moreWaiting: "There is more. It is shown when some of this is done.",
    late: "Running late",
    isDue: "By {day}.",
    wasDue: "It was meant for {day}.",
  },
});
