import { expect, it } from "vitest";
import { errorLine, REFUSED, refusalBlock } from "#bot/cards/refusal-block.ts";
import { objectsIn, text } from "../support/cards.ts";

const wayOn = { title: "Skriv till Bo", url: "https://teams.microsoft.com/l/chat/0/0?users=bo" };
const block = (isNotice: boolean) =>
  JSON.parse(text(refusalBlock({ code: "BAD", text: "Nej.", field: undefined, isNotice, wayOn })));

it("an error looks the same in every card, and a notice does not look like an error", () => {
  const run = objectsIn(JSON.parse(text(errorLine("Nej.")))).find(({ type }) => type === "TextRun");

  expect(objectsIn(block(false))).toContainEqual(run);
  expect(run).toMatchObject({ color: "Attention", weight: "Bolder" });
  expect(text(block(true))).not.toContain("Attention");
});

it("a refusal has its code in its id, and its way on as a link", () => {
  expect(block(true)).toMatchObject({ id: `${REFUSED}BAD` });
  expect(objectsIn(block(true))).toContainEqual(expect.objectContaining({ type: "Action.OpenUrl", ...wayOn }));
});
