import type { SampleMoment, SampleName } from "../../../core/sample.ts";
import type { PollMode } from "../contract.ts";

/* A poll in the sample team's twelve weeks (`core/sample.ts`). Everything that has happened is on day 1 or before. */

export interface PastQuestion extends SampleMoment {
  readonly from: SampleName;
  readonly question: string;
  readonly options?: readonly string[];
  readonly mode?: PollMode;
  readonly answers?: "named";
  readonly most?: number;
  /** The closing time, if not the next working day at 16:00. */
  readonly closes?: SampleMoment;
  /** Option indexes by voter. */
  readonly votes: Partial<Record<SampleName, readonly number[]>>;
  readonly told?: SampleMoment & { readonly outcome: number | string; readonly why: string };
}

export const pastQuestions: readonly PastQuestion[] = [
  {
    day: 56,
    at: "10:00",
    from: "karin",
    question: "Ska telefonen öppna halv åtta i stället för åtta?",
    votes: { johan: [1], elin: [0], sara: [1], mattias: [2], oskar: [1] },
    told: {
      day: 55,
      at: "16:25",
      outcome: 1,
      why: "De flesta ringer efter nio. En lugn halvtimme på morgonen ger mer.",
    },
  },
  {
    day: 49,
    at: "13:30",
    from: "johan",
    question: "Vilken e-tjänst tar vi härnäst?",
    options: ["Bygglov", "Parkeringstillstånd", "Felanmälan", "Färdtjänst"],
    mode: "vote",
    votes: { karin: [2], johan: [0], elin: [2], sara: [2], mattias: [0], oskar: [3] },
    told: { day: 48, at: "16:10", outcome: 2, why: "Den får vi flest samtal om, och den går att göra på en månad." },
  },
  {
    day: 41,
    at: "9:15",
    from: "sara",
    question: "Skriver vi ”du” i alla brev från och med nu?",
    mode: "consent",
    votes: { karin: [0], johan: [0], elin: [0], mattias: [0], oskar: [0] },
    told: { day: 40, at: "17:00", outcome: 0, why: "Ingen hade något emot det, och breven blir kortare." },
  },
  {
    day: 33,
    at: "14:00",
    from: "karin",
    question: "Vilken dag har vi retro?",
    options: ["Tisdag", "Onsdag", "Torsdag"],
    votes: { johan: [2], elin: [2], sara: [1], mattias: [2], oskar: [0] },
    told: {
      day: 32,
      at: "16:40",
      outcome: 2,
      why: "Då är alla på plats, och vi hinner göra något åt det vi säger innan veckan är slut.",
    },
  },
  {
    day: 27,
    at: "11:00",
    from: "elin",
    question: "Vad behöver vi mest i köket?",
    options: ["Ny kaffebryggare", "Fler stolar", "Något grönt", "Tystare diskmaskin"],
    mode: "vote",
    answers: "named",
    most: 2,
    votes: { karin: [0, 2], johan: [0], elin: [3], sara: [0, 3], mattias: [3], oskar: [0, 1] },
    told: { day: 26, at: "16:15", outcome: 0, why: "Den går sönder varje måndag. Diskmaskinen tar vi i nästa budget." },
  },
  {
    day: 18,
    at: "10:30",
    from: "karin",
    question: "Provar vi en telefonfri förmiddag i veckan?",
    votes: { johan: [0], elin: [0], sara: [0], mattias: [0], oskar: [2] },
    told: {
      day: 17,
      at: "16:30",
      outcome: 0,
      why: "Nästan alla vill. Vi börjar med tisdagar och provar i en månad.",
    },
  },
  {
    day: 11,
    at: "15:00",
    from: "johan",
    question: "Ska vi byta dag för demon, så att fler hinner komma?",
    votes: { karin: [0], elin: [0], sara: [1], mattias: [0], oskar: [1] },
    told: {
      day: 10,
      at: "16:20",
      outcome: "Varannan gång på torsdag",
      why: "Växeln kan inte stänga på onsdagar, så vi turas om.",
    },
  },
  {
    day: 7,
    at: "13:00",
    from: "karin",
    question: "Stänger vi växeln klockan tre dagen före nästa röda dag?",
    mode: "consent",
    votes: { johan: [0], elin: [0], sara: [0], mattias: [0], oskar: [0] },
    told: {
      day: 6,
      at: "16:05",
      outcome: 0,
      why: "Det ringer knappt någon då, och ni har ställt upp för varandra länge nog.",
    },
  },
  {
    day: 2,
    at: "9:40",
    from: "karin",
    question: "Flyttar vi veckomötet till halv nio?",
    votes: { johan: [0], elin: [1], sara: [0], mattias: [0], oskar: [2] },
  },
  {
    day: 1,
    at: "13:10",
    from: "elin",
    question: "Vad tar vi till fredagsfikat?",
    options: ["Bullar", "Frukt", "Båda"],
    mode: "vote",
    closes: { day: -1, at: "16:00" },
    votes: { johan: [0], sara: [2], oskar: [2] },
  },
  {
    day: 1,
    at: "14:20",
    from: "karin",
    question: "Ska vi bjuda in vårdboendet till nästa demo?",
    closes: { day: -1, at: "16:00" },
    votes: { johan: [0], sara: [0], mattias: [2] },
  },
];
