import { defineErrors } from "../../core/errors.ts";

export const kudosErrors = defineErrors({
  NOBODY_TO_THANK: {
    field: "recipients",
    sv: "Vem vill du tacka? Välj minst en person.",
    en: "Who would you like to thank? Choose at least one person.",
  },
  TOO_MANY_RECIPIENTS: {
    field: "recipients",
    sv: "Välj högst tjugo personer, eller hela teamet.",
    en: "Choose at most twenty people, or the whole team.",
  },
  WORDS_MISSING: {
    field: "words",
    sv: "Skriv några ord om vad som betydde något.",
    en: "Write a few words about what made a difference.",
  },
  WORDS_TOO_LONG: {
    field: "words",
    sv: "Texten är för lång. Korta den till 500 tecken.",
    en: "The text is too long. Shorten it to 500 characters.",
  },
  CANNOT_THANK_SELF: {
    field: "recipients",
    sv: "Dig själv kan du inte tacka. Berätta gärna vad som blev klart!",
    en: "You can't thank yourself. Do share what got done!",
  },
  CANNOT_THANK_BOT: {
    field: "recipients",
    sv: "Det går inte att tacka en app. Välj en person.",
    en: "You can't thank an app. Choose a person.",
  },
  NOT_A_MEMBER: {
    field: "recipients",
    sv: "{name} är inte med i teamet längre. Välj någon annan eller tacka direkt.",
    en: "{name} is no longer in the team. Choose somebody else or thank them directly.",
  },
  NOT_IN_TEAM: {
    field: "recipients",
    sv: "Den personen är inte med i teamet. Välj någon annan eller tacka direkt.",
    en: "That person isn't in the team. Choose somebody else or thank them directly.",
  },
  ENOUGH_THANKS_TODAY: {
    field: "recipients",
    isNotice: true,
    sv: "Tre tack till {name} i dag. Spara det här till i morgon.",
    en: "Three thanks to {name} today. Save this for tomorrow.",
  },
  ENOUGH_THANKS_TO_TEAM: {
    field: "recipients",
    isNotice: true,
    sv: "Tre tack till hela teamet i dag. Spara det här till i morgon.",
    en: "Three thanks to the whole team today. Save this for tomorrow.",
  },
  WORDS_NAME_SOMEONE_PRIVATE: {
    field: "words",
    sv: "Orden nämner {name}, som inte har valt att synas. Ta bort namnet och skicka igen.",
    en: "The words mention {name}, who hasn't chosen to be seen. Take the name out and send again.",
  },
  UNKNOWN_VALUE: {
    field: "value",
    sv: "Det värdeordet finns inte kvar i teamet. Välj ett annat.",
    en: "The team no longer has that value. Choose another.",
  },
  ONLY_PROGRESS_WITHOUT_RECIPIENT: {
    field: "recipients",
    sv: "Vem vill du tacka? Utan mottagare går det att berätta om ett framsteg.",
    en: "Who would you like to thank? You can share a small win without naming anyone.",
  },
  THANKS_REMOVED: { sv: "Tacket är borttaget.", en: "The thank-you has been removed." },
  NOT_YOUR_THANKS: {
    status: 403,
    sv: "Bara den som tackade eller blev tackad kan göra det här.",
    en: "Only the person who thanked or was thanked can do this.",
  },
  CANNOT_JOIN_OWN_THANKS: { sv: "Det här tacket är redan ditt.", en: "This thank-you is already yours." },
  RATHER_IN_PERSON: {
    field: "recipients",
    isNotice: true,
    sv: "{name} vill helst höra det direkt från dig.",
    en: "{name} would rather hear it from you.",
  },
  WHOLE_TEAM_IS_PUBLIC: {
    field: "recipients",
    sv: "Hela teamet tackas i kanalen. Välj personer om du vill tacka privat.",
    en: "The whole team is thanked in the channel. Choose people to thank privately.",
  },
});
