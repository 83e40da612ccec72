import { texts } from "#bot/i18n/translate.ts";

export const kudosTexts = texts({
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
    thanks: "Tack och små framsteg",
    thanksAbout: "De senaste två veckorna",
    noThanks: "Inga tack än. Vem gjorde din vecka lättare?",
    olderThanks: "Det har varit många tack. De äldre står i kanalen.",
    howToThank: "Du kan också välja … och Tacka på ett meddelande, eller skriva @Gnista tack i kanalen.",
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
    thanks: "Thanks and small wins",
    thanksAbout: "The last two weeks",
    noThanks: "No thanks yet. Who made your week easier?",
    olderThanks: "There have been many thanks. The older ones are in the channel.",
    howToThank: "You can also choose … and Thank on a message, or write @Gnista thanks in the channel.",
  },
});

export type KudosText = keyof typeof kudosTexts.sv;
