import { expect, it } from "vitest";
import { pollCard } from "#bot/features/polls/cards/poll-card.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { pollTexts } from "#bot/features/polls/texts.ts";
import { translator } from "#bot/i18n/translate.ts";
import { objectsIn } from "../../../support/cards.ts";
import { liveFigures } from "../a-question.ts";
import { longestTexts, now, storedPoll, zone } from "../stored-poll.ts";

it.each([
  ["one choice", { most: 1 }],
  ["several choices", { most: 2 }],
  ["more options than there is place for buttons", { options: ["A", "B", "C", "D", "E", "F", "G"] }],
])("the card shows the question, the ways to answer, then one line of conditions: %s", (_, parts) => {
  const t = translator(pollTexts, "sv");
  const poll = storedPoll(longestTexts("Fika?"), { eligible: 12, options: ["Bulle", "Frukt"], ...parts });
  const { body } = pollCard({ poll, now, zone, answers: 7 }, t) as { body?: unknown };
  const json = JSON.stringify(body);

  const places = ["Fika?", pollVerbs.vote, "Svara senast", "Anonymt i teamet. 7 svar hittills.", "Bara it-driften"].map(
    (part) => json.indexOf(part),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

it("the rest of the conditions is hidden until somebody opens it by the word at the end of the line", () => {
  const t = translator(pollTexts, "sv");
  const card = pollCard({ poll: storedPoll(longestTexts("Vad?"), { eligible: 12 }), now, zone, answers: 7 }, t);
  const rest = objectsIn(card).find(({ isVisible }) => isVisible === false);

  expect(JSON.stringify(rest)).toContain("Bara it-driften skulle kunna se vem som svarat vad");
  expect(objectsIn(card).find(({ text }) => text === "Mer")?.selectAction).toMatchObject({
    type: "Action.ToggleVisibility",
    title: "Mer",
    targetElements: [rest?.id],
  });
});

it.each([
  ["one choice", 1, ["Bulle: 2", "Frukt: 1"]],
  ["several choices", 2, []],
])("a live poll lists each option once, with its figure: %s", (_, most, rows) => {
  const t = translator(pollTexts, "sv");
  const poll = storedPoll(longestTexts("Vad?"), { isAnonymous: false, results: "live", options: ["Bulle", "Frukt"] });
  const card = pollCard({ poll: { ...poll, most }, now, zone, answers: 3, soFar: [2, 1] }, t);

  expect(liveFigures(card)).toEqual(rows);
  expect(JSON.stringify(card).match(/Bulle/g)).toHaveLength(1);
  expect(JSON.stringify(card)).toContain(most === 1 ? '"title":"Bulle"' : '"title":"Bulle (2)"');
});
