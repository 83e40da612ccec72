import { texts } from "#bot/i18n/translate.ts";

export const kudosTexts = texts({
  sv: {
    thanked: "{sender} tackar {names}",
    noticed: "{sender} lyfter {names}",
    shared: "{sender} berättar",
    wholeTeam: "hela teamet",
    progress: "Framsteg",
    milestone: "Milstolpe",
    wordsBetweenThem: "Orden stannar mellan dem.",
    wordsErased: "Orden är raderade.",
    alsoThank: "Tackar också",
    alsoThankFor: "Tackar också: {title}",
    youAlsoThank: "Du tackar också. Bara den som tackades ser det.",
    youAlsoThankForTelling: "Du tackar också. Bara {sender} ser det.",
    thank: "Tacka",
    thanks: "Tack och små framsteg",
    noThanks: "Inga tack än. Vem gjorde din vecka lättare?",
    olderThanks: "Äldre tack finns i kanalen.",
  },
  en: {
    thanked: "{sender} thanks {names}",
    noticed: "{sender} noticed a win by {names}",
    shared: "{sender} shares",
    wholeTeam: "the whole team",
    progress: "Small win",
    milestone: "Milestone",
    wordsBetweenThem: "The words stay between them.",
    wordsErased: "The words have been erased.",
    alsoThank: "Thanks from me too",
    alsoThankFor: "Thanks from me too: {title}",
    youAlsoThank: "You said thanks too. Only the person thanked sees it.",
    youAlsoThankForTelling: "You said thanks too. Only {sender} sees it.",
    thank: "Thank",
    thanks: "Thanks and small wins",
    noThanks: "No thanks yet. Who made your week easier?",
    olderThanks: "Older thanks are in the channel.",
  },
});

export type KudosText = keyof typeof kudosTexts.sv;
