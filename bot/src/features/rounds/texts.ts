import { texts } from "../../i18n/translate.ts";

export const roundTexts = texts({
  sv: {
    greeting: "Hejrunda",
    speaking: "Laget runt",
    writing: "Skrivrunda",
    closing: "Avrundning",
    tellTitle: "{host} har startat en runda: {round}",
    tellHow: "Öppna Gnista i mötets verktygsrad, så är du med. Du behöver inte säga något.",
    "summary.greeting": "Hejrundan är klar. Alla som var med har blivit hälsade på.",
    "summary.speaking": "Laget runt är klart. Vem som talade eller stod över sparas inte.",
    "summary.writing": "Skrivrundan är klar. Det som skrevs finns inte kvar.",
    "summary.closing":
      "Avrundningen är klar. Svar visas bara ihop, över minst fyra möten på olika dagar, och bara i team med minst tio personer.",
    roundsRetention:
      "En runda i ett möte: tills en halvtimme efter att den sista panelen har stängts, längst ett dygn. ”Kom du till tals?”: teamets krypterade summa och den senaste siffran, utan namn: ett år efter de senaste svaren.",
    roundsStored:
      "Rundor i möten: medan panelen är öppen, att du är där och om du står på tur. Vem som talade eller stod över sparas inte. Allt tas bort när rundan är slut, och det du skriver eller svarar går inte att koppla till dig. Svarar du på ”Kom du till tals?” i ett team med minst tio personer läggs ditt svar till en krypterad summa. Bredvid den sparas en krypterad markering av att du har svarat, så att ingen räknas två gånger. Markeringen förstörs när siffran visas, senast efter ett år utan nya svar.",
  },
  en: {
    greeting: "Hello round",
    speaking: "Speaking round",
    writing: "Written round",
    closing: "Closing round",
    tellTitle: "{host} has started a round: {round}",
    tellHow: "Open Gnista in the meeting's toolbar and you're in. You don't have to say anything.",
    "summary.greeting": "The hello round is done. Everybody there has been greeted.",
    "summary.speaking": "The speaking round is done. Who spoke and who passed isn't stored.",
    "summary.writing": "The written round is done. What was written is gone.",
    "summary.closing":
      "The closing round is done. Answers are only shown together, over at least four meetings on different days, and only in teams of at least ten people.",
    roundsRetention:
      "A round in a meeting: until half an hour after the last panel was closed, a day at most. “Did you get a word in?”: the team's encrypted total and the latest figure, without names: a year after the latest answers.",
    roundsStored:
      "Rounds in meetings: while the panel is open, that you are there and whether you are waiting for your turn. Who spoke and who passed isn't stored. Everything is removed when the round ends, and what you write or answer can't be linked to you. If you answer “Did you get a word in?” in a team of at least ten people, your answer is added to an encrypted total. With it, an encrypted mark that you have answered is stored, so that nobody is counted twice. The mark is destroyed when the figure is shown, or at the latest after a year without new answers.",
  },
});

export type RoundText = keyof typeof roundTexts.sv;
