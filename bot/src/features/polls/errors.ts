import { defineErrors } from "../../core/errors.ts";

export const pollErrors = defineErrors({
  QUESTION_MISSING: { field: "question", sv: "Skriv din fråga.", en: "Write your question." },
  QUESTION_TOO_LONG: {
    field: "question",
    sv: "Frågan är för lång. Korta den till 240 tecken.",
    en: "The question is too long. Shorten it to 240 characters.",
  },
  TOO_FEW_OPTIONS: {
    field: "options",
    sv: "Skriv minst två alternativ att välja mellan.",
    en: "Write at least two options to choose from.",
  },
  TOO_MANY_OPTIONS: { field: "options", sv: "Skriv högst tio alternativ.", en: "Write ten options at most." },
  OPTION_TOO_LONG: {
    sv: "Ett alternativ får ha högst 80 tecken. Korta det lite.",
    en: "An option can have 80 characters at most. Shorten it a little.",
  },
  OPTIONS_ALIKE: {
    field: "options",
    sv: "Två alternativ är lika. Ändra det ena.",
    en: "Two options are the same. Change one of them.",
  },
  TOO_MANY_CHOICES: {
    field: "choices",
    sv: "Det är fler val än frågan tillåter. Ta bort något och skicka igen.",
    en: "That's more choices than the question allows. Remove one and send again.",
  },
  NO_CHOICE_MADE: { field: "choices", sv: "Välj ett alternativ först.", en: "Choose an option first." },
  CONSENT_HAS_ITS_OPTIONS: {
    field: "options",
    sv: "Frågor om invändningar har egna svar. Ta bort alternativen, eller ändra under Vem avgör?",
    en: "Questions about objections have their own answers. Remove the options, or change the choice under Who decides?",
  },
  CONSENT_IS_SINGLE: {
    field: "most",
    sv: "Frågor om invändningar har bara ett val. Ändra under Vem avgör? om man ska få välja flera.",
    en: "Questions about objections take one choice only. Change the choice under Who decides? if people should choose several.",
  },
  LIVE_RESULTS_NEED_NAMES: {
    field: "results",
    sv: "Anonyma svar visas först när frågan stänger. Välj öppna svar för att visa dem tidigare.",
    en: "Anonymous answers are shown only when the question closes. Ask openly to show them earlier.",
  },
  TOO_FEW_FOR_ANONYMOUS: {
    field: "answers",
    sv: "Ni är färre än fem, så svaren kan inte vara anonyma. Fråga öppet?",
    en: "You're fewer than five, so answers can't be anonymous. Ask openly?",
  },
  CLOSES_TOO_SOON: {
    field: "closesOn",
    sv: "Tiden har redan varit. Välj en senare.",
    en: "That time has passed. Choose a later one.",
  },
  CLOSES_TOO_LATE: {
    field: "closesOn",
    sv: "En fråga kan vara öppen i högst 60 dagar. Välj en tidigare dag.",
    en: "A question can be open for 60 days at most. Choose an earlier day.",
  },
  POLL_CLOSED: { sv: "Frågan stängde {time}. Ditt svar hann inte med.", en: "Closed {time}. Your answer missed it." },
  POLL_TAKEN_BACK: {
    sv: "Frågan har tagits tillbaka, så det finns inget att svara på. Har du redan svarat är svaret borta.",
    en: "The question was taken back, so there is nothing to answer. Any answer you gave is gone.",
  },
  TOO_LATE_TO_TAKE_BACK: {
    sv: "Frågan har stängt och kan inte tas tillbaka. Berätta i stället vad det blir.",
    en: "The question has closed and can't be taken back. Tell the team what you'll do instead.",
  },
  NOT_YOURS_TO_TAKE_BACK: {
    status: 403,
    sv: "Bara den som frågade kan ta tillbaka frågan.",
    en: "Only the person who asked can take the question back.",
  },
  WORDS_GONE: {
    sv: "Texten finns inte kvar. Skriv frågan på nytt.",
    en: "The text is no longer kept. Write the question again.",
  },
  POLL_STILL_OPEN: {
    sv: "Frågan är fortfarande öppen. Stäng den först.",
    en: "The question is still open. Close it first.",
  },
  POLL_ELSEWHERE: {
    sv: "Frågan ställdes i ett annat samtal. Svara där.",
    en: "This was asked in another conversation. Answer there.",
  },
  ASKER_DOES_NOT_VOTE: {
    sv: "Du bestämmer efter att ha hört teamet, så du svarar inte själv.",
    en: "You decide after hearing the team, so you don't answer yourself.",
  },
  OPTIONS_LOCKED: {
    sv: "Någon har redan svarat, så alternativen ligger fast. Stäng frågan och ställ en ny.",
    en: "Somebody has answered already, so the options can't change. Close the question and ask a new one.",
  },
  TOO_LATE_FOR_OPTIONS: {
    sv: "Frågan stängde {time}, så alternativen ligger fast. Ställ gärna en ny.",
    en: "The question closed {time}, so the options can't change. You're welcome to ask a new one.",
  },
  NOT_ANONYMOUS_ANY_MORE: {
    sv: "Frågan är inte anonym längre, så ditt svar sparades inte. Fråga den som ställde den, och läs kortet igen innan du svarar.",
    en: "The question isn't anonymous any more, so your answer wasn't saved. Ask the person who asked it, and read the card again before you answer.",
  },
  OPTIONS_CHANGED: {
    sv: "Alternativen har ändrats sedan du såg dem. Läs dem igen och svara.",
    en: "The options have changed since you saw them. Read them again and answer.",
  },
  NOT_YOUR_QUESTION: {
    status: 403,
    sv: "Bara den som frågade, eller teamets ledare, kan göra det här.",
    en: "Only the person who asked, or the team's leader, can do this.",
  },
  ALREADY_DECIDED: { sv: "Beskedet är redan lämnat.", en: "The answer has already been given." },
  OUTCOME_MISSING: { field: "outcome", sv: "Välj vad det blir.", en: "Choose what you'll do." },
  WINNER_IS_BOUND: {
    field: "outcome",
    sv: "Flest röster avgör, och det blev {outcome}. Välj det, eller ställ en ny fråga.",
    en: "Most votes wins, and that was {outcome}. Choose it, or ask a new question.",
  },
  REASON_MISSING: { field: "why", sv: "Skriv en rad om varför.", en: "Write one line about why." },
  REASON_TOO_LONG: {
    field: "why",
    sv: "Texten är för lång. Korta den till 300 tecken.",
    en: "The text is too long. Shorten it to 300 characters.",
  },
  DAY_MISSING: { field: "day", sv: "Välj dagen då beskedet kommer.", en: "Choose the day when the answer will come." },
  MORE_TIME_TOO_LATE: { field: "day", sv: "Välj en dag inom 60 dagar.", en: "Choose a day within 60 days." },
});
