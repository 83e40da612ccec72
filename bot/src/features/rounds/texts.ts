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
    "summary.closing": "Avrundningen är klar. Svaren visas ihop med andra mötens, först när de är minst tio.",
    roundsStored:
      "Rundor i möten: medan panelen är öppen, att du är där och om du står på tur. Vem som talade eller stod över sparas inte. Allt tas bort när rundan är slut, och det du skriver eller svarar går inte att koppla till dig.",
  },
  en: {
    greeting: "Hello round",
    speaking: "Speaking round",
    writing: "Written round",
    closing: "Closing round",
    tellTitle: "{host} has started a round: {round}",
    tellHow: "Open Gnista in the meeting's toolbar and you're in. You don't have to say anything.",
    "summary.greeting": "The hello round is done. Everybody who was there has been greeted.",
    "summary.speaking": "The speaking round is done. Who spoke and who passed is not kept.",
    "summary.writing": "The written round is done. What was written is gone.",
    "summary.closing":
      "The closing round is done. The answers are shown together with other meetings', once there are at least ten.",
    roundsStored:
      "Rounds in meetings: while the panel is open, that you are there and whether your turn is to come. Who spoke and who passed is not kept. All of it is removed when the round ends, and what you write or answer leads to nobody.",
  },
});

export type RoundText = keyof typeof roundTexts.sv;
