import { defineErrors } from "../../core/errors.ts";

export const roundErrors = defineErrors({
  ROUND_RUNNING: {
    sv: "En runda pågår redan. Avsluta den först, eller vänta tills den är klar.",
    en: "A round is already running. End it first, or wait until it is done.",
  },
  ROUND_OVER: {
    sv: "Den rundan är avslutad. Starta gärna en ny.",
    en: "That round has ended. You can start a new one.",
  },
  NOT_IN_ROUND: {
    sv: "Du är inte med än. Öppna Gnista i mötets sidopanel, så är du med.",
    en: "You aren't in yet. Open Gnista in the meeting's side panel, and you are.",
  },
  NOT_YOUR_TURN: {
    sv: "{name} har ordet. Räck upp handen om du vill säga något.",
    en: "{name} is speaking. Raise your hand if you want to say something.",
  },
  HOST_ENDS: { sv: "{name} håller i rundan. Be {name} om det.", en: "{name} is the host. Ask {name} to do it." },
  LEADER_STARTS: {
    sv: "{name} är här och kan starta rundan. Be {name} om det.",
    en: "{name} is here and can start the round. Ask {name} to do it.",
  },
  LEADER_SPEAKS_LAST: {
    sv: "Du som leder talar sist och får ordet av dig själv.",
    en: "You lead, so you speak last. Your turn comes by itself.",
  },
  GREETING_TOO_LONG: {
    sv: "Hälsningen är för lång. Korta den till 60 tecken.",
    en: "That hello is too long. Shorten it to 60 characters.",
  },
  ROUND_QUESTION_TOO_LONG: {
    sv: "Frågan är för lång. Korta den till 140 tecken.",
    en: "The question is too long. Shorten it to 140 characters.",
  },
  ROUND_TEXT_TOO_LONG: {
    sv: "Texten är för lång. Korta den till 240 tecken.",
    en: "The text is too long. Shorten it to 240 characters.",
  },
});
