import { expect, it } from "vitest";
import { all } from "./all-texts.ts";

/** What the product says in its own words, on cards and in the tab alike. */
const productTexts = [
  [
    "Svara senast {time}. Sedan bestämmer {name} och berättar senast {day}.",
    "Answer by {time}. Then {name} decides and tells you by {day}.",
  ],
  ["Om ingen invänder före {time} kör vi.", "Unless somebody objects before {time}, we go ahead."],
  ["Anonymt i teamet.", "Anonymous within the team."],
  [
    "Bara it-driften skulle kunna se vem som svarat vad, och bara tills frågan stänger.",
    "Only IT operations could see who answered what, and only until the question closes.",
  ],
  ["Ja, visa i kanalen", "Yes, show it"],
  ["Nej, bara mellan oss", "No, just between us"],
  ["{sender} lyfter {names}: ett litet framsteg", "{sender} noticed a small win by {names}"],
  ["{sender} såg ett framsteg du gjort", "{sender} noticed a small win of yours"],
  ["Tacka öppet", "Thank openly"],
  ["Värdeord", "Values"],
  ["Ingen har ledarrollen i Gnista än.", "Nobody has the leader role in Gnista yet."],
  ["Jag är ledare här", "I'm the leader here"],
  ["Frågor du kan svara på", "Questions you can answer"],
  ["Inga öppna frågor just nu.", "No open questions right now."],
  ["Alla stängda frågor har fått besked.", "Every closed question has its answer."],
  ["Min sida", "My page"],
  ["Ändra dig? Skriv ”inställningar” här.", "Changed your mind? Type “settings” here."],
] as const;

it.each(productTexts)("a text says in the product's words: %s", (sv, en) => {
  expect(all.filter((text) => text.sv === sv).map((text) => text.en)).toContain(en);
});

/** Sentences that are part of a longer text. */
it.each([
  ["Texten nämner någon som inte valt att synas. Kortet visas utan text, och {names} får den privat.", 2],
  ["Anonyma svar på stängda frågor kan inte ens Gnista koppla till dig.", 2],
  ["not even Gnista can link your anonymous answer to you.", 2],
  ["Jag är inte med i något av dina team än.", 1],
  ["I'm not in any of your teams yet.", 1],
  ["{name} behöver mer tid. Besked {day}.", 1],
  ["Vid frågor med namn syns vilka som svarat, alltså även vilka som inte gjort det.", 1],
  ["Formuläret tillhör {name}.", 1],
  ["Jag gör likadant nästa gång.", 2],
] as const)("%s stands in at least %s texts, on cards and in the tab alike", (sentence, times) => {
  expect(all.filter(({ sv, en }) => sv.includes(sentence) || en.includes(sentence)).length).toBeGreaterThanOrEqual(
    times,
  );
});
