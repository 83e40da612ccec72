import { texts } from "#bot/i18n/translate.ts";

export const thanksTexts = texts({
  sv: {
    thanked: "{sender} tackar {names}",
    noticed: "{sender} lyfter fram {names}",
    shared: "{sender} berättar",
    wholeTeam: "hela teamet",
    progress: "Framsteg",
    milestone: "Milstolpe",
    wordsBetweenThem: "Orden stannar mellan dem.",
    wordsErased: "Orden är raderade.",
    alsoThank: "Tackar också",
    youAlsoThank: "Du tackar också. Bara den som tackades ser det.",
    youAlsoThankForTelling: "Du tackar också. Bara {sender} ser det.",
    thank: "Tacka",
    thankName: "Tacka {name}",
  },
  en: {
    thanked: "{sender} thanks {names}",
    noticed: "{sender} highlights {names}",
    shared: "{sender} shares",
    wholeTeam: "the whole team",
    progress: "Small win",
    milestone: "Milestone",
    wordsBetweenThem: "The words stay between them.",
    wordsErased: "The words have been erased.",
    alsoThank: "Thanks from me too",
    youAlsoThank: "You said thanks too. Only whoever was thanked sees it.",
    youAlsoThankForTelling: "You said thanks too. Only {sender} sees it.",
    thank: "Thank",
    thankName: "Thank {name}",
  },
});

export type ThanksText = keyof typeof thanksTexts.sv;
