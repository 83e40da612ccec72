import { texts } from "#bot/i18n/translate.ts";

export const myQuestionTexts = texts({
  sv: {
    waiting: "Väntar på ditt svar",
    waitingAbout: "Du behöver aldrig svara",
    noneWaiting: "Ingen fråga väntar på ditt svar.",
    moreQuestions: "Det finns fler öppna frågor på teamens sidor.",
    open: "Dina öppna frågor",
    noneOpen: "Du har ingen öppen fråga. Fråga gärna innan något bestäms.",
  },
  en: {
    waiting: "Waiting for your answer",
    waitingAbout: "You never have to answer",
    noneWaiting: "No question is waiting for your answer.",
    moreQuestions: "There are more open questions on the teams' pages.",
    open: "Your open questions",
    noneOpen: "You have no open question. Do ask before something is decided.",
  },
});
