import type { SampleMoment, SampleName, SampleText } from "../../../core/sample.ts";
import type { PollMode } from "../contract.ts";

/* A poll in the sample team's twelve weeks (`core/sample.ts`). Everything that has happened is on day 1 or before. */

export interface PastQuestion extends SampleMoment {
  readonly from: SampleName;
  readonly question: SampleText;
  readonly options?: readonly SampleText[];
  readonly mode?: PollMode;
  readonly answers?: "named";
  readonly most?: number;
  /** The closing time, if not the next working day at 16:00. */
  readonly closes?: SampleMoment;
  /** Option indexes by voter. */
  readonly votes: Partial<Record<SampleName, readonly number[]>>;
  readonly told?: SampleMoment & { readonly outcome: number | SampleText; readonly why: SampleText };
}

export const pastQuestions: readonly PastQuestion[] = [
  {
    day: 56,
    at: "10:00",
    from: "karin",
    question: {
      sv: "Ska telefonen öppna halv åtta i stället för åtta?",
      en: "Should the phones open at half past seven rather than eight?",
    },
    votes: { johan: [1], elin: [0], sara: [1], mattias: [2], oskar: [1] },
    told: {
      day: 55,
      at: "16:25",
      outcome: 1,
      why: {
        sv: "De flesta ringer efter nio. En lugn halvtimme på morgonen ger mer.",
        en: "Most people ring after nine. A quiet half-hour in the morning gives us more.",
      },
    },
  },
  {
    day: 49,
    at: "13:30",
    from: "johan",
    question: { sv: "Vilken e-tjänst tar vi härnäst?", en: "Which e-service do we build next?" },
    options: [
      { sv: "Bygglov", en: "Building permit" },
      { sv: "Parkeringstillstånd", en: "Parking permit" },
      { sv: "Felanmälan", en: "Fault report" },
      { sv: "Färdtjänst", en: "Special transport" },
    ],
    mode: "vote",
    votes: { karin: [2], johan: [0], elin: [2], sara: [2], mattias: [0], oskar: [3] },
    told: {
      day: 48,
      at: "16:10",
      outcome: 2,
      why: {
        sv: "Den får vi flest samtal om, och den går att göra på en månad.",
        en: "We get most calls about it, and it can be done in a month.",
      },
    },
  },
  {
    day: 41,
    at: "9:15",
    from: "sara",
    question: {
      sv: "Skriver vi ”du” i alla brev från och med nu?",
      en: "Shall we write “you” in all letters from now on?",
    },
    mode: "consent",
    votes: { karin: [0], johan: [0], elin: [0], mattias: [0], oskar: [0] },
    told: {
      day: 40,
      at: "17:00",
      outcome: 0,
      why: {
        sv: "Ingen hade något emot det, och breven blir kortare.",
        en: "Nobody objected, and the letters get shorter.",
      },
    },
  },
  {
    day: 33,
    at: "14:00",
    from: "karin",
    question: { sv: "Vilken dag har vi retro?", en: "Which day is our retro?" },
    options: [
      { sv: "Tisdag", en: "Tuesday" },
      { sv: "Onsdag", en: "Wednesday" },
      { sv: "Torsdag", en: "Thursday" },
    ],
    votes: { johan: [2], elin: [2], sara: [1], mattias: [2], oskar: [0] },
    told: {
      day: 32,
      at: "16:40",
      outcome: 2,
      why: {
        sv: "Då är alla på plats, och vi hinner göra något åt det vi säger innan veckan är slut.",
        en: "Everybody is in, and there is time to act on what we say before the week ends.",
      },
    },
  },
  {
    day: 27,
    at: "11:00",
    from: "elin",
    question: { sv: "Vad behöver vi mest i köket?", en: "What do we need most in the kitchen?" },
    options: [
      { sv: "Ny kaffebryggare", en: "New coffee maker" },
      { sv: "Fler stolar", en: "More chairs" },
      { sv: "Något grönt", en: "Something green" },
      { sv: "Tystare diskmaskin", en: "Quieter dishwasher" },
    ],
    mode: "vote",
    answers: "named",
    most: 2,
    votes: { karin: [0, 2], johan: [0], elin: [3], sara: [0, 3], mattias: [3], oskar: [0, 1] },
    told: {
      day: 26,
      at: "16:15",
      outcome: 0,
      why: {
        sv: "Den går sönder varje måndag. Diskmaskinen tar vi i nästa budget.",
        en: "It breaks every Monday. The dishwasher goes into the next budget.",
      },
    },
  },
  {
    day: 18,
    at: "10:30",
    from: "karin",
    question: {
      sv: "Provar vi en telefonfri förmiddag i veckan?",
      en: "Shall we try one morning a week without phones?",
    },
    votes: { johan: [0], elin: [0], sara: [0], mattias: [0], oskar: [2] },
    told: {
      day: 17,
      at: "16:30",
      outcome: 0,
      why: {
        sv: "Nästan alla vill. Vi börjar med tisdagar och provar i en månad.",
        en: "Almost all of you want it. We start on Tuesdays and look again in a month.",
      },
    },
  },
  {
    day: 11,
    at: "15:00",
    from: "johan",
    question: {
      sv: "Ska vi byta dag för demon, så att fler hinner komma?",
      en: "Should we move the demo, so that more people can come?",
    },
    votes: { karin: [0], elin: [0], sara: [1], mattias: [0], oskar: [1] },
    told: {
      day: 10,
      at: "16:20",
      outcome: { sv: "Varannan gång på torsdag", en: "Every other time on Thursday" },
      why: {
        sv: "Växeln kan inte stänga på onsdagar, så vi turas om.",
        en: "The phones cannot close on Wednesdays, so we share it.",
      },
    },
  },
  {
    day: 7,
    at: "13:00",
    from: "karin",
    question: {
      sv: "Stänger vi växeln klockan tre dagen före nästa röda dag?",
      en: "Shall we close the phones at three on the day before the next public holiday?",
    },
    mode: "consent",
    votes: { johan: [0], elin: [0], sara: [0], mattias: [0], oskar: [0] },
    told: {
      day: 6,
      at: "16:05",
      outcome: 0,
      why: {
        sv: "Det ringer knappt någon då, och ni har ställt upp för varandra länge nog.",
        en: "Hardly anybody rings then, and you have covered for each other long enough.",
      },
    },
  },
  {
    day: 2,
    at: "9:40",
    from: "karin",
    question: {
      sv: "Flyttar vi veckomötet till halv nio?",
      en: "Shall we move the weekly meeting to half past eight?",
    },
    votes: { johan: [0], elin: [1], sara: [0], mattias: [0], oskar: [2] },
  },
  {
    day: 1,
    at: "13:10",
    from: "elin",
    question: { sv: "Vad tar vi till fredagsfikat?", en: "What do we have with our Friday coffee?" },
    options: [
      { sv: "Bullar", en: "Buns" },
      { sv: "Frukt", en: "Fruit" },
      { sv: "Båda", en: "Both" },
    ],
    mode: "vote",
    closes: { day: -1, at: "16:00" },
    votes: { johan: [0], sara: [2], oskar: [2] },
  },
  {
    day: 1,
    at: "14:20",
    from: "karin",
    question: {
      sv: "Ska vi bjuda in vårdboendet till nästa demo?",
      en: "Should we invite the care home to the next demo?",
    },
    closes: { day: -1, at: "16:00" },
    votes: { johan: [0], sara: [0], mattias: [2] },
  },
];
