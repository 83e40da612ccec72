import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { verbsOf } from "#bot/kernel/dispatch.ts";
import { aTeam } from "../support/a-team.ts";
import { cardOf, filledIn, objectsIn, text } from "../support/cards.ts";

/*
 * Every form that a command or a message extension of any feature opens: what its buttons send is refused with all that
 * was put in.
 */

const verbs = verbsOf(allFeatures);
const commands = allFeatures.flatMap(({ commands: own = [] }) => own.map(({ names }) => names[0]));
const extensions = allFeatures.flatMap(({ extensions: own = [] }) => own.map(({ commandId }) => commandId));

const fieldsOn = (card: unknown) =>
  objectsIn(card).filter(({ type, id }) => String(type).startsWith("Input.") && id !== undefined);

/** The verbs that get a card's fields. */
const takersOn = (card: unknown) => {
  const buttons = objectsIn(card).filter(({ type, associatedInputs }) => {
    const sends = type === "Action.Execute" || type === "Action.Submit";
    return sends && associatedInputs !== "none";
  });
  return fieldsOn(card).length === 0 ? [] : buttons.map(({ verb, data }) => ({ verb, data: Object(data) }));
};

/** Far more than any field takes, in each text field; the other fields as they are. */
const tooMuch = (card: unknown) => ({
  ...filledIn(card),
  ...Object.fromEntries(
    fieldsOn(card)
      .filter(({ type }) => type === "Input.Text")
      .map(({ id }) => [String(id), "x".repeat(1_900)]),
  ),
});

describe.each(commands)("the card of the command %s", (name) => {
  it("each verb that takes its fields declares the form that comes back", async () => {
    const team = await aTeam({ leaders: ["anna"] });

    const { replies } = await team.as("anna").says(name, { inPersonalChat: true });

    const without = takersOn(cardOf(replies[0])).filter(({ verb }) => !verbs.get(String(verb))?.form);
    expect(without).toEqual([]);
  });
});

describe.each(extensions)("the dialog of %s", (commandId) => {
  it("each button that sends its fields is answered with all of them, and what is wrong at the field", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    const { card } = await team.as("anna").opens(commandId);
    const takers = takersOn(card);
    expect(takers.length).toBeGreaterThan(0);

    for (const { data } of takers) {
      const sent = { ...data, ...tooMuch(card) };
      const refused = await team.as("anna").submits(commandId, sent);

      expect(filledIn(refused.card)).toEqual(tooMuch(card));
      expect(refused.error?.message).not.toBe("");
      expect(text(refused.card)).toContain("Det gick inte att skicka än. Rätta: ");
    }
  });
});
