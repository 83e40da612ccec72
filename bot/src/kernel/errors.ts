import { defineErrors } from "../core/errors.ts";

export const kernelErrors = defineErrors({
  NOT_YOUR_FORM: {
    status: 403,
    sv: "Formuläret tillhör {name}. Skriv ”@Gnista {command}” så får du ett eget.",
    en: "This form is {name}'s. Type “@Gnista {command}” to get your own.",
  },
  NOT_LEADER: {
    status: 403,
    sv: "Det här ställer teamets ledare in. Fråga {name}.",
    en: "The team's leader sets this. Ask {name}.",
  },
  NO_LEADER_YET: {
    sv: "Ingen har ledarrollen i Gnista än. Skriv ”@Gnista vårt team” i kanalen, så kan du ta den.",
    en: "Nobody has the leader role in Gnista yet. Type “@Gnista our team” in the channel, and you can take it.",
  },
  GUESTS_DO_NOT_LEAD: {
    field: "personId",
    status: 403,
    sv: "Gäster kan inte leda teamet i Gnista. Välj någon som har sitt konto i organisationen.",
    en: "Guests can't lead the team in Gnista. Choose somebody with an account in the organisation.",
  },
  NOT_IN_CHANNEL: {
    status: 403,
    sv: "Gnista är inte med i den här kanalen. Lägg till Gnista här, eller öppna Läget i någon av teamets andra kanaler.",
    en: "Gnista isn't in this channel. Add Gnista here, or open How we're doing in another of the team's channels.",
  },
  NOBODY_CHOSEN: {
    field: "personId",
    sv: "Välj någon som är med i teamet.",
    en: "Choose somebody who is in the team.",
  },
});
