import type { PastThanks } from "./past-thanks.ts";

/** Thanks of the last six weeks: from day 29 on. */
export const recentThanks: readonly PastThanks[] = [
  {
    day: 29,
    at: "16:10",
    from: "sara",
    to: ["mattias"],
    words: {
      sv: "Tack för att du hade tålamod med mina frågor om mallarna.",
      en: "Thank you for your patience with my questions about the templates.",
    },
    privately: true,
  },
  {
    day: 28,
    at: "8:40",
    from: "karin",
    to: ["elin"],
    words: {
      sv: "Tack för att du fångade upp att äldre inte fick sms:en. Det hade vi inte sett i siffrorna.",
      en: "Thank you for noticing that older people did not get the text messages. We had not seen it in the figures.",
    },
  },
  {
    day: 26,
    at: "13:05",
    from: "johan",
    to: ["sara"],
    words: {
      sv: "Tack för att du bytte ut ”ärendet är avslutat” mot vad som händer nu.",
      en: "Thank you for replacing “the case is closed” with what happens next.",
    },
    value: 1,
    also: ["karin"],
  },
  {
    day: 25,
    at: "10:45",
    from: "karin",
    to: "everybody",
    kind: "milestone",
    words: {
      sv: "Nio av tio får svar första gången de ringer. Det är ni.",
      en: "Nine out of ten get an answer the first time they ring. That is you.",
    },
  },
  {
    day: 23,
    at: "15:30",
    from: "elin",
    to: ["karin"],
    words: {
      sv: "Tack för att du tog telefonen en timme så att vi andra kunde äta tillsammans.",
      en: "Thank you for taking the phones for an hour so that we could eat together.",
    },
  },
  {
    day: 22,
    at: "9:35",
    from: "mattias",
    to: ["elin"],
    words: {
      sv: "Tack för att du ritade hur ett samtal går till. Det hänger vid min skärm.",
      en: "Thank you for drawing how a call goes. It hangs beside my screen.",
    },
  },
  {
    day: 20,
    at: "14:25",
    from: "johan",
    to: "nobody",
    kind: "progress",
    words: {
      sv: "Felanmälan går att göra från telefonen, med bild. Första hålet i gatan är lagat.",
      en: "Faults can be reported from a phone, with a picture. The first hole in a street has been mended.",
    },
    also: ["sara"],
  },
  {
    day: 19,
    at: "11:10",
    from: "sara",
    to: ["johan"],
    words: {
      sv: "Tack för att du väntade med lanseringen tills texten var klar.",
      en: "Thank you for holding the release until the text was ready.",
    },
  },
  {
    day: 17,
    at: "8:50",
    from: "karin",
    to: ["sara"],
    words: {
      sv: "Tack för att du sa på mötet att vi lovade för mycket. Det behövdes.",
      en: "Thank you for saying in the meeting that we promised too much. It was needed.",
    },
    value: 2,
  },
  {
    day: 15,
    at: "13:50",
    from: "elin",
    to: ["johan"],
    words: {
      sv: "Tack för att du kom ner till receptionen och såg skärmen med egna ögon.",
      en: "Thank you for coming down to the front desk and seeing the screen with your own eyes.",
    },
  },
  {
    day: 14,
    at: "16:00",
    from: "karin",
    to: ["mattias"],
    words: {
      sv: "Tack för att du lärde upp vår nya kollega så tålmodigt.",
      en: "Thank you for training our new colleague so patiently.",
    },
    privately: true,
  },
  {
    day: 12,
    at: "10:05",
    from: "johan",
    to: ["elin"],
    words: {
      sv: "Tack för att du ringde upp alla fjorton som fått fel besked.",
      en: "Thank you for ringing all fourteen people who had been told the wrong thing.",
    },
    also: ["karin", "sara"],
  },
  {
    day: 9,
    at: "9:20",
    from: "sara",
    to: ["elin"],
    words: {
      sv: "Tack för att du läste texten högt för mig. Då hördes det var den haltade.",
      en: "Thank you for reading the text aloud to me. It was easy to hear where it limped.",
    },
  },
  {
    day: 8,
    at: "14:35",
    from: "johan",
    to: "nobody",
    kind: "progress",
    words: {
      sv: "Vi blev klara med krisövningen. Alla i växeln har gjort den.",
      en: "We finished the emergency drill. Everybody on the phones has done it.",
    },
    value: 0,
    also: ["karin"],
  },
  {
    day: 6,
    at: "11:30",
    from: "karin",
    to: ["johan"],
    words: {
      sv: "Tack för att du byggde bort tre frågor ur bygglovet. Det är tre samtal mindre för någon som är nervös.",
      en: "Thank you for taking three questions out of the building permit. That is three calls fewer for somebody nervous.",
    },
    value: 1,
  },
  {
    day: 5,
    at: "8:35",
    from: "mattias",
    to: ["sara"],
    words: {
      sv: "Tack för att du skrev ner hur vi namnger ärenden. Jag använder det varje dag.",
      en: "Thank you for writing down how we name cases. I use it every day.",
    },
    also: ["elin"],
  },
  {
    day: 4,
    at: "15:15",
    from: "elin",
    to: ["oskar"],
    words: {
      sv: "Tack för att du vågade fråga det som vi andra hade slutat se.",
      en: "Thank you for daring to ask what the rest of us had stopped seeing.",
    },
  },
  {
    day: 3,
    at: "13:25",
    from: "johan",
    to: ["elin", "karin"],
    words: {
      sv: "Tack för att ni tog er tid att testa betalningen i går kväll.",
      en: "Thank you for taking the time to try the payment last night.",
    },
  },
  {
    day: 2,
    at: "10:20",
    from: "karin",
    to: "everybody",
    kind: "milestone",
    words: {
      sv: "Hundra dagar utan att någon fått vänta mer än tio minuter.",
      en: "A hundred days without anybody waiting more than ten minutes.",
    },
    also: ["johan", "elin", "sara"],
  },
  {
    day: 1,
    at: "9:05",
    from: "sara",
    to: ["karin"],
    words: {
      sv: "Tack för att du berättade varför vi valde den långa vägen. Då blev den lättare att gå.",
      en: "Thank you for telling us why we chose the long road. It became easier to walk.",
    },
    value: 2,
  },
];
