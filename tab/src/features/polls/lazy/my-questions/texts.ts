import { texts } from "#bot/i18n/translate.ts";

export const myQuestionTexts = texts({
  sv: {
    waiting: "Frågor du kan svara på",
    waitingAbout: "Du behöver aldrig svara",
    noneWaiting: "Inga öppna frågor just nu.",
    moreQuestions: "Det finns fler öppna frågor på teamens sidor.",
    open: "Dina öppna frågor",
    noneOpen: "Du har inga öppna frågor. Fråga gärna innan något bestäms.",
  },
  en: {
    waiting: "Questions you can answer",
    waitingAbout: "You never have to answer",
    noneWaiting: "No open questions right now.",
    moreQuestions: "There are more open questions on your teams' pages.",
    open: "Your open questions",
    noneOpen: "You have no open questions. Why not ask before something is decided?",
  },
});
