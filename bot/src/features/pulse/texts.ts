import { texts } from "../../i18n/translate.ts";

export const pulseTexts = texts({
  sv: {
    week: "Vecka",
    day: "Dag",
    thanks: "Tack",
    progress: "Små framsteg",
    milestones: "Milstolpar",
    questions: "Frågor",
    decisions: "Besked",
    question: "Fråga",
    outcome: "Så blir det",
    why: "Varför",
    namesSomebody: "(nämner en person)",
    pulseStored: "Som ledare: vem du har tänkt på i Värt en tanke, utan namn: fyra veckor.",
  },
  en: {
    week: "Week",
    day: "Day",
    thanks: "Thanks",
    progress: "Small wins",
    milestones: "Milestones",
    questions: "Questions",
    decisions: "Answers given",
    question: "Question",
    outcome: "What we'll do",
    why: "Why",
    namesSomebody: "(mentions a person)",
    pulseStored: "As a leader: whom you have thought of in Worth a thought, without names: four weeks.",
  },
});
