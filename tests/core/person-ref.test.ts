import { expect, it } from "vitest";
import { cutName, MAX_NAME_LENGTH, personRef } from "../../bot/src/core/person-ref.ts";
import { PersonRef } from "../../bot/src/kernel/contract.ts";

it("personRef cuts a name to the length that a stored person may have", () => {
  const long = "å".repeat(MAX_NAME_LENGTH + 1);

  const stored = personRef({ id: "anna", name: long });

  expect(stored.name).toBe("å".repeat(MAX_NAME_LENGTH));
  expect(PersonRef.safeParse(stored).success).toBe(true);
  expect(PersonRef.safeParse({ id: "anna", name: long }).success).toBe(false);
});

it("personRef keeps a person's id and name, and drops other fields", () => {
  const member = { id: "anna", name: "Anna Berg", isGuest: true, userId: "29:a" };

  expect(personRef(member)).toEqual({ id: "anna", name: "Anna Berg" });
});

it("cutName leaves a short name as it is", () => {
  expect(cutName("Bo")).toBe("Bo");
});
