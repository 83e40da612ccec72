import type { PastThanks } from "./past-thanks.ts";

/** Thanks of the first six weeks: days 58 to 30. */
export const olderThanks: readonly PastThanks[] = [
  {
    day: 58,
    at: "9:10",
    from: "karin",
    to: ["elin"],
    words: {
      sv: "Tack för att du tog driftstoppet i natt med ett lugn som smittade. Ingen som ringde behövde vänta.",
      en: "Thank you for meeting last night's outage with a calm that spread. Nobody who rang had to wait.",
    },
    value: 0,
    also: ["johan", "sara"],
  },
  {
    day: 57,
    at: "14:40",
    from: "sara",
    to: ["johan"],
    words: {
      sv: "Tack för att du visade hur bygglovsblanketten hänger ihop.",
      en: "Thank you for showing me how the building permit form fits together.",
    },
  },
  {
    day: 55,
    at: "11:05",
    from: "johan",
    to: "nobody",
    kind: "progress",
    words: {
      sv: "Vi blev klara med de gamla blanketterna. Fyrtioen har blivit tolv.",
      en: "We finished moving the old forms. Forty-one of them are now twelve.",
    },
    value: 1,
    also: ["karin", "elin"],
  },
  {
    day: 53,
    at: "15:20",
    from: "elin",
    to: ["sara"],
    words: {
      sv: "Tack för att du skrev om svaret om avfallstaxan. Sedan dess frågar ingen en gång till.",
      en: "Thank you for rewriting the answer about waste charges. Nobody has had to ask twice since.",
    },
  },
  {
    day: 52,
    at: "8:45",
    from: "karin",
    to: ["mattias"],
    words: {
      sv: "Tack för att du sa att statistiken var fel innan vi skickade den.",
      en: "Thank you for saying that the statistics were wrong before we sent them.",
    },
  },
  {
    day: 50,
    at: "13:15",
    from: "johan",
    to: ["elin", "sara"],
    words: {
      sv: "Tack för att ni testade e-tjänsten på era egna föräldrar. Knappen sitter rätt nu.",
      en: "Thank you for trying the e-service on your own parents. The button is in the right place now.",
    },
  },
  {
    day: 48,
    at: "10:30",
    from: "karin",
    to: "everybody",
    words: {
      sv: "Tack för veckan. Telefonkön var lång och ni var snälla, mot dem och mot varandra.",
      en: "Thank you for this week. The queue was long and you were kind, to the callers and to each other.",
    },
    value: 0,
  },
  {
    day: 47,
    at: "16:05",
    from: "sara",
    to: ["karin"],
    words: {
      sv: "Tack för att du frågade oss innan öppettiderna ändrades.",
      en: "Thank you for asking us before the opening hours were changed.",
    },
    also: ["elin"],
  },
  {
    day: 45,
    at: "9:50",
    from: "elin",
    to: ["johan"],
    words: {
      sv: "Tack för att du satt kvar i telefon med mig tills inloggningen gick.",
      en: "Thank you for staying on the phone with me until I could sign in.",
    },
  },
  {
    day: 43,
    at: "14:10",
    from: "mattias",
    to: ["johan"],
    words: {
      sv: "Tack för att du läste loggarna rad för rad med mig.",
      en: "Thank you for reading the logs with me, line by line.",
    },
  },
  {
    day: 42,
    at: "11:40",
    from: "johan",
    to: "nobody",
    kind: "milestone",
    words: {
      sv: "Tusen ansökningar till förskolan utan ett enda papper.",
      en: "A thousand preschool applications without a single sheet of paper.",
    },
    also: ["karin", "sara", "elin"],
  },
  {
    day: 40,
    at: "8:55",
    from: "karin",
    to: ["sara"],
    words: {
      sv: "Tack för att du tog mötet med vårdboendet när jag var sjuk. De ringde och berättade hur bra det gick.",
      en: "Thank you for taking the meeting with the care home when I was ill. They rang to say how well it went.",
    },
  },
  {
    day: 39,
    at: "15:45",
    from: "elin",
    to: ["mattias"],
    words: {
      sv: "Tack för att du städade bland ärendetyperna. Nu hittar jag rätt på första försöket.",
      en: "Thank you for tidying the case types. Now I find the right one at the first attempt.",
    },
  },
  {
    day: 37,
    at: "10:15",
    from: "sara",
    to: ["elin"],
    words: {
      sv: "Tack för att du lät mig lyssna på tre samtal. Texten om färdtjänst blev en annan.",
      en: "Thank you for letting me listen to three calls. The text about special transport became a different one.",
    },
  },
  {
    day: 36,
    at: "13:35",
    from: "johan",
    to: ["karin"],
    words: {
      sv: "Tack för att du sa nej till den där rapporten åt oss.",
      en: "Thank you for saying no to that report on our behalf.",
    },
  },
  {
    day: 34,
    at: "9:25",
    from: "karin",
    to: ["johan"],
    words: {
      sv: "Tack för att du berättade om felet redan samma morgon. Då hann vi ringa dem det gällde.",
      en: "Thank you for telling us about the mistake the same morning. We had time to ring everybody it concerned.",
    },
    value: 2,
  },
  {
    day: 32,
    at: "14:50",
    from: "mattias",
    to: "nobody",
    kind: "progress",
    words: {
      sv: "Sökningen svarar nu på under en sekund, även på måndagsmorgnar.",
      en: "The search now answers within a second, on Monday mornings too.",
    },
    also: ["elin", "johan"],
  },
  {
    day: 31,
    at: "11:20",
    from: "elin",
    to: ["sara", "johan"],
    words: {
      sv: "Tack för att ni stannade när kön växte i fredags.",
      en: "Thank you for staying when the queue grew last Friday.",
    },
  },
];
