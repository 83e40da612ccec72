import { texts } from "#bot/i18n/translate.ts";

export const waitingTexts = texts({
  sv: {
    waiting: "Väntar på dig",
    onlyYou: "Bara du ser det här",
    noneWaiting: "Inget väntar på dig just nu.",
    howWaiting: "Här står det som ditt team räknar med att få av dig, till exempel ett besked.",
    moreWaiting: "Det finns mer. Det visas när något av det här är klart.",
    late: "Dröjer",
    isDue: "Senast {day}.",
    wasDue: "Det skulle ha kommit {day}.",
  },
  en: {
    waiting: "Waiting for you",
    onlyYou: "Only you see this",
    noneWaiting: "Nothing is waiting for you right now.",
    howWaiting: "What your team counts on getting from you is listed here, for example an answer.",
    moreWaiting: "There is more. It shows when some of this is done.",
    late: "Overdue",
    isDue: "By {day}.",
    wasDue: "It was due {day}.",
  },
});
