import { describe, expect, it } from "vitest";
import { choiceField, dayField, peopleField, switchField, textField, timeField } from "#bot/cards/fields.ts";

const field = { id: "words", label: "Ditt tack" };
const asJson = (value: unknown): Readonly<Record<string, unknown>> => JSON.parse(JSON.stringify(value));

const fields = {
  text: (more = {}) => textField({ ...field, maxLength: 500, ...more }),
  choice: (more = {}) => choiceField({ ...field, options: [{ title: "Ja", value: "0" }], ...more }),
  people: (more = {}) => peopleField({ ...field, ...more }),
  day: (more = {}) => dayField({ ...field, ...more }),
  time: (more = {}) => timeField({ ...field, ...more }),
};

describe.each(Object.entries(fields))("a field for %s", (_, made) => {
  it("a field has a label for screen readers, and the id under which its value arrives", () => {
    expect(asJson(made())).toMatchObject(field);
  });

  it("a required field says in words what is missing, and another field may be left empty", () => {
    expect(asJson(made({ requiredMessage: "Skriv något först." }))).toMatchObject({
      isRequired: true,
      errorMessage: "Skriv något först.",
    });
    expect(asJson(made())).not.toMatchObject({ isRequired: true });
  });

  it("a field starts with the earlier value, and empty when there is none", () => {
    expect(asJson(made({ value: "0" }))).toMatchObject({ value: "0" });
    expect(asJson(made()).value).toBeUndefined();
  });
});

it("a text field takes more characters than the act accepts, so that Teams cuts nothing in silence", () => {
  expect(asJson(textField({ ...field, maxLength: 80 })).maxLength).toBeGreaterThan(80);
  expect(asJson(textField({ ...field, maxLength: 500 })).maxLength).toBeGreaterThan(500);
  expect(asJson(textField({ ...field, maxLength: 810 })).maxLength).toBeLessThanOrEqual(2_000);
});

it("a text field shows written text without mentions", () => {
  expect(asJson(textField({ ...field, maxLength: 500, isMultiline: true, value: "<at>Alla</at>" }))).toMatchObject({
    isMultiline: true,
    value: "‹at>Alla‹/at>",
  });
});

it("a choice shows its options as they were written, wraps long ones, and takes one unless it says many", () => {
  const options = [{ title: "<at>Alla</at>", value: "0" }];

  expect(asJson(choiceField({ ...field, options }))).toMatchObject({
    choices: [{ title: "‹at>Alla‹/at>", value: "0" }],
    isMultiSelect: false,
    wrap: true,
  });
  expect(asJson(choiceField({ ...field, options, isMultiSelect: true }))).toMatchObject({ isMultiSelect: true });
});

it("the people picker searches the members of the conversation and nobody else", () => {
  expect(asJson(peopleField(field))).toMatchObject({
    isMultiSelect: true,
    "choices.data": { dataset: "graph.microsoft.com/users?scope=currentContext" },
  });
});

it("a switch shows whether it is on, and sends true or false", () => {
  expect(asJson(switchField({ ...field, isOn: true }))).toMatchObject({ value: "true", valueOn: "true" });
  expect(asJson(switchField({ ...field, isOn: false }))).toMatchObject({ value: "false", valueOff: "false" });
});

it("a day field offers no day before the first allowed one", () => {
  expect(asJson(dayField({ ...field, min: "2026-02-03" }))).toMatchObject({ min: "2026-02-03" });
});
