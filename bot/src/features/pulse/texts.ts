import { texts } from "../../i18n/translate.ts";

export const pulseTexts = texts({
  sv: {
    week: "Vecka",
    day: "Dag",
    question: "Fråga",
    outcome: "Så blir det",
    why: "Varför",
    namesSomebody: "(nämner en person)",
    tooFewToCount: "Ni är färre än fem, så inget räknas här: en siffra för så få säger vad var och en gör.",
    listRests: "Dagar då du har tänkt på någon i Värt en tanke",
    pulseRetention: "I vilket team en ledare har använt Värt en tanke: fem veckor.",
    pulseStored: "Som ledare: vem du har tänkt på i Värt en tanke, utan namn: fyra veckor.",
  },
  en: {
    week: "Week",
    day: "Day",
    question: "Question",
    outcome: "What we'll do",
    why: "Why",
    namesSomebody: "(mentions a person)",
    tooFewToCount:
      "There are fewer than five of you, so nothing is counted here: a figure for so few would show what each of you does.",
    listRests: "Days on which you have thought of somebody in Worth a thought",
    pulseRetention: "In which team a leader has used Worth a thought: five weeks.",
    pulseStored: "As a leader: who you have thought of in Worth a thought, without names: four weeks.",
  },
});
