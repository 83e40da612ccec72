import { texts } from "#bot/i18n/translate.ts";

export const startTexts = texts({
  sv: {
    start: "Vad vill ni börja med?",
    how: "Tacka någon som gjorde din vecka lättare, eller fråga teamet innan något bestäms. Det tar tio sekunder, och ingen måste svara.",
    inChat:
      "I chatten går det lika bra: skriv ”@Gnista tack” eller ”@Gnista fråga”, eller välj … och Tacka på ett meddelande.",
  },
  en: {
    start: "Where would you like to begin?",
    how: "Thank somebody who made your week easier, or ask the team before something is decided. It takes ten seconds, and nobody has to answer.",
    inChat: "The chat works just as well: type “@Gnista thanks” or “@Gnista ask”, or choose … and Thank on a message.",
  },
});
