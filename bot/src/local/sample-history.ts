import type { KudosKind } from "../features/kudos/contract.ts";
import type { PollMode } from "../features/polls/contract.ts";
import type { sampleTeam, Who } from "./sample-team.ts";

/*
 * What the sample team did in the twelve weeks before today. Days are working days: 1 is the last one before today, 0
 * today (or the next one, where today is none), -1 the one after. Everything that has happened is on day 1 or before.
 */

export interface Moment {
  readonly day: number;
  readonly at: `${number}:${number}`;
}

export interface PastThanks extends Moment {
  readonly from: Who;
  /** Nobody in particular for what got done. */
  readonly to: readonly Who[] | "everybody" | "nobody";
  readonly words: string;
  readonly kind?: KudosKind;
  readonly value?: (typeof sampleTeam.values)[number];
  readonly privately?: true;
  /** Who said thanks too. */
  readonly also?: readonly Who[];
}

export interface PastQuestion extends Moment {
  readonly from: Who;
  readonly question: string;
  readonly options?: readonly string[];
  readonly mode?: PollMode;
  readonly answers?: "named";
  readonly most?: number;
  /** Where it is not the next working day at four. */
  readonly closes?: Moment;
  /** Options by their place. */
  readonly votes: Partial<Record<Who, readonly number[]>>;
  readonly told?: Moment & { readonly outcome: number | string; readonly why: string };
}

export const pastThanks: readonly PastThanks[] = [
  {
    day: 58,
    at: "9:10",
    from: "karin",
    to: ["elin"],
    words: "Tack för att du tog nattens driftstopp med ett lugn som smittade. Ingen som ringde behövde vänta.",
    value: "Vi hjälps åt",
    also: ["johan", "sara"],
  },
  {
    day: 57,
    at: "14:40",
    from: "sara",
    to: ["johan"],
    words: "Tack för att du visade hur bygglovsblanketten hänger ihop.",
  },
  {
    day: 55,
    at: "11:05",
    from: "johan",
    to: "nobody",
    kind: "progress",
    words: "Vi blev klara med att flytta de gamla blanketterna. Fyrtioen stycken är nu tolv.",
    value: "Enkelt för invånaren",
    also: ["karin", "elin"],
  },
  {
    day: 53,
    at: "15:20",
    from: "elin",
    to: ["sara"],
    words: "Tack för att du skrev om svaret om avfallstaxan. Sedan dess frågar ingen en gång till.",
  },
  {
    day: 52,
    at: "8:45",
    from: "karin",
    to: ["mattias"],
    words: "Tack för att du sa att statistiken var fel innan vi skickade den.",
  },
  {
    day: 50,
    at: "13:15",
    from: "johan",
    to: ["elin", "sara"],
    words: "Tack för att ni testade e-tjänsten på era egna föräldrar. Knappen sitter rätt nu.",
  },
  {
    day: 48,
    at: "10:30",
    from: "karin",
    to: "everybody",
    words: "Tack för veckan. Telefonkön var lång och ni var snälla, mot dem och mot varandra.",
    value: "Vi hjälps åt",
  },
  {
    day: 47,
    at: "16:05",
    from: "sara",
    to: ["karin"],
    words: "Tack för att du frågade oss innan öppettiderna ändrades.",
    also: ["elin"],
  },
  {
    day: 45,
    at: "9:50",
    from: "elin",
    to: ["johan"],
    words: "Tack för att du satt kvar i telefon med mig tills inloggningen gick.",
  },
  {
    day: 43,
    at: "14:10",
    from: "mattias",
    to: ["johan"],
    words: "Tack för att du läste loggarna rad för rad med mig.",
  },
  {
    day: 42,
    at: "11:40",
    from: "johan",
    to: "nobody",
    kind: "milestone",
    words: "Tusen ansökningar om förskola utan ett enda papper.",
    also: ["karin", "sara", "elin"],
  },
  {
    day: 40,
    at: "8:55",
    from: "karin",
    to: ["sara"],
    words: "Tack för att du tog mötet med vårdboendet när jag var sjuk. De ringde och berättade hur väl det gick.",
  },
  {
    day: 39,
    at: "15:45",
    from: "elin",
    to: ["mattias"],
    words: "Tack för att du städade bland ärendetyperna. Nu hittar jag rätt på första försöket.",
  },
  {
    day: 37,
    at: "10:15",
    from: "sara",
    to: ["elin"],
    words: "Tack för att du lät mig lyssna på tre samtal. Texten om färdtjänst blev en annan.",
  },
  {
    day: 36,
    at: "13:35",
    from: "johan",
    to: ["karin"],
    words: "Tack för att du sa nej till den där rapporten åt oss.",
  },
  {
    day: 34,
    at: "9:25",
    from: "karin",
    to: ["johan"],
    words: "Tack för att du berättade om felet redan samma morgon. Då hann vi ringa dem det gällde.",
    value: "Vi säger som det är",
  },
  {
    day: 32,
    at: "14:50",
    from: "mattias",
    to: "nobody",
    kind: "progress",
    words: "Sökningen svarar nu under en sekund, också måndag morgon.",
    also: ["elin", "johan"],
  },
  {
    day: 31,
    at: "11:20",
    from: "elin",
    to: ["sara", "johan"],
    words: "Tack för att ni stannade när kön växte i fredags.",
  },
  {
    day: 29,
    at: "16:10",
    from: "sara",
    to: ["mattias"],
    words: "Tack för att du hade tålamod med mina frågor om mallarna.",
    privately: true,
  },
  {
    day: 28,
    at: "8:40",
    from: "karin",
    to: ["elin"],
    words: "Tack för att du fångade upp att äldre inte fick sms:en. Det hade vi inte sett i siffrorna.",
  },
  {
    day: 26,
    at: "13:05",
    from: "johan",
    to: ["sara"],
    words: "Tack för att du bytte ut ”ärendet är avslutat” mot vad som händer nu.",
    value: "Enkelt för invånaren",
    also: ["karin"],
  },
  {
    day: 25,
    at: "10:45",
    from: "karin",
    to: "everybody",
    kind: "milestone",
    words: "Nio av tio får svar första gången de ringer. Det är ni.",
  },
  {
    day: 23,
    at: "15:30",
    from: "elin",
    to: ["karin"],
    words: "Tack för att du tog telefonen en timme så att vi kunde äta ihop.",
  },
  {
    day: 22,
    at: "9:35",
    from: "mattias",
    to: ["elin"],
    words: "Tack för att du ritade hur ett samtal går till. Det hänger vid min skärm.",
  },
  {
    day: 20,
    at: "14:25",
    from: "johan",
    to: "nobody",
    kind: "progress",
    words: "Felanmälan går att göra från telefonen, med bild. Första hålet i gatan är lagat.",
    also: ["sara"],
  },
  {
    day: 19,
    at: "11:10",
    from: "sara",
    to: ["johan"],
    words: "Tack för att du väntade med att släppa tills texten var klar.",
  },
  {
    day: 17,
    at: "8:50",
    from: "karin",
    to: ["sara"],
    words: "Tack för att du sa på mötet att vi lovade för mycket. Det behövdes.",
    value: "Vi säger som det är",
  },
  {
    day: 15,
    at: "13:50",
    from: "elin",
    to: ["johan"],
    words: "Tack för att du kom ner till receptionen och såg skärmen med egna ögon.",
  },
  {
    day: 14,
    at: "16:00",
    from: "karin",
    to: ["mattias"],
    words: "Tack för att du lärde upp vår nya kollega så tålmodigt.",
    privately: true,
  },
  {
    day: 12,
    at: "10:05",
    from: "johan",
    to: ["elin"],
    words: "Tack för att du ringde upp alla fjorton som fått fel besked.",
    also: ["karin", "sara"],
  },
  {
    day: 9,
    at: "9:20",
    from: "sara",
    to: ["elin"],
    words: "Tack för att du läste texten högt för mig. Då hördes det var den haltade.",
  },
  {
    day: 8,
    at: "14:35",
    from: "johan",
    to: "nobody",
    kind: "progress",
    words: "Vi blev klara med krisövningen. Alla i växeln har gjort den.",
    value: "Vi hjälps åt",
    also: ["karin"],
  },
  {
    day: 6,
    at: "11:30",
    from: "karin",
    to: ["johan"],
    words: "Tack för att du byggde bort tre frågor ur bygglovet. Det är tre samtal mindre för någon som är nervös.",
    value: "Enkelt för invånaren",
  },
  {
    day: 5,
    at: "8:35",
    from: "mattias",
    to: ["sara"],
    words: "Tack för att du skrev ner hur vi namnger ärenden. Jag använder det varje dag.",
    also: ["elin"],
  },
  {
    day: 4,
    at: "15:15",
    from: "elin",
    to: ["oskar"],
    words: "Tack för att du vågade fråga det som vi andra hade slutat se.",
  },
  {
    day: 3,
    at: "13:25",
    from: "johan",
    to: ["elin", "karin"],
    words: "Tack för att ni tog er tid att prova betalningen i går kväll.",
  },
  {
    day: 2,
    at: "10:20",
    from: "karin",
    to: "everybody",
    kind: "milestone",
    words: "Hundra dagar utan att någon fått vänta mer än tio minuter.",
    also: ["johan", "elin", "sara"],
  },
  {
    day: 1,
    at: "9:05",
    from: "sara",
    to: ["karin"],
    words: "Tack för att du berättade varför vi valde den långa vägen. Då blev den lättare att gå.",
    value: "Vi säger som det är",
  },
];

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
      why: "Ni vill det nästan allihop. Vi börjar på tisdagar och ser efter i en månad.",
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
      why: "Växeln kan inte stänga på onsdagar, så vi delar på det.",
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
      why: "Det ringer knappt någon då, och ni har täckt upp för varandra länge nog.",
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
