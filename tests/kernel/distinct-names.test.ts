import fc from "fast-check";
import { expect, it } from "vitest";
import { distinctNames } from "#bot/kernel/distinct-names.ts";

const member = (id: string, name: string, address?: string) => ({
  id,
  name,
  isGuest: false,
  isExternal: false,
  ...(address === undefined ? {} : { address }),
});
const namesOf = (...members: Parameters<typeof distinctNames>[0]) => distinctNames(members).map(({ name }) => name);

it.each([
  [
    "by the beginnings of their addresses",
    [member("1", "Anna Ek", "anna.ek@x.example"), member("2", "Anna Ek", "anna.ek2@x.example")],
    ["Anna Ek (anna.ek)", "Anna Ek (anna.ek2)"],
  ],
  [
    "by whole addresses when the beginnings are equal",
    [member("1", "Anna Ek", "anna@x.example"), member("2", "Anna Ek", "anna@y.example")],
    ["Anna Ek (anna@x.example)", "Anna Ek (anna@y.example)"],
  ],
  [
    "when their names differ only in case and accents",
    [member("1", "Åsa Öst", "asa@x.example"), member("2", "asa öst", "asaost@x.example")],
    ["Åsa Öst (asa)", "asa öst (asaost)"],
  ],
  [
    "when only one has an address",
    [member("1", "Anna Ek", "anna@x.example"), member("2", "Anna Ek")],
    ["Anna Ek (anna)", "Anna Ek"],
  ],
])("tells namesakes apart %s", (_, members, expected) => {
  expect(namesOf(...members).toSorted()).toEqual(expected.toSorted());
});

it("shows a name that only one member has without an address", () => {
  const members = [member("1", "Anna Ek", "anna@x.example"), member("2", "Bo Ek", "bo@x.example")];

  expect(namesOf(...members)).toEqual(["Anna Ek", "Bo Ek"]);
});

it("shows no two members alike who have different addresses, and returns every member once with nothing but id and name", () => {
  const person = fc.record({
    name: fc.constantFrom("Anna Ek", "anna ek", "Bo Al"),
    address: fc.constantFrom("a@x", "a@y", "b@x", "b.a@x"),
  });
  const members = fc.uniqueArray(person, { selector: ({ address }) => address, maxLength: 4 });
  fc.assert(
    fc.property(members, (people) => {
      const found = distinctNames(people.map(({ name, address }, i) => member(String(i), name, address)));

      expect(new Set(found.map(({ name }) => name)).size).toBe(people.length);
      expect(found.map(({ id }) => id).toSorted()).toEqual(people.map((_, i) => String(i)));
      expect(found.every((one) => Object.keys(one).length === 2)).toBe(true);
    }),
  );
});
