/**
 * True when the words of a personal chat answer a thank-you rather than begin one: `Tack!`, `tack själv`, `Tack så
 * mycket, vad fint`, `Thanks, that means a lot`. `called` are the words that called the command, `text` the rest.
 */
export const answersThanks = (called: string, text: string): boolean =>
  !ASKS_TO_THANK.test(called) && ANSWER.test(text.replace(NO_WORDS, " ").trim());

/** `tacka`, `jag vill tacka` and `I want to thank` ask for the form. */
const ASKS_TO_THANK = /(?:tacka|säga tack|thank|say thanks|say thank you)$/iu;

const NO_WORDS = /[^\p{L}\p{N}']+/gu;

/** Nothing more, or a usual reply, without a name or a reason. */
const ANSWER = new RegExp(
  `^(?:(?:${[
    "själv|detsamma|tillbaka|snälla(?: du)?|du|ska du ha|igen",
    "så (?:jätte)?mycket|så hemskt mycket",
    "för (?:det|dem|tacket|orden|dina (?:fina )?ord|de fina orden|återkopplingen)",
    "(?:vad|så) (?:snällt|fint|roligt|gulligt|glad jag (?:blir|blev))(?: sagt| av dig| att höra)?",
    "det (?:värmer|värmde|betyder mycket|gjorde min dag)",
    "you|you too|yourself|back|so much|a lot|very much",
    "for (?:that|this|the kind words|your kind words|saying so|your words)",
    "(?:how|that'?s|so) (?:so )?(?:kind|nice|lovely|sweet)(?: of you)?",
    "(?:that|this|it) (?:means a lot|made my day)(?: to me)?",
  ].join("|")})(?: |$))*$`,
  "iu",
);
