import { expect, it } from "vitest";
import { cutName, MAX_NAME_LENGTH, personRef } from "../../bot/src/core/person-ref.ts";
import { PersonRef } from "../../bot/src/kernel/contract.ts";

it("cuts a name to the length that a stored person may have", () => {
  const long = "å".repeat(MAX_NAME_LENGTH + 1);

  const stored = personRef({ id: "anna", name: long });

  expect(stored.name).toBe("å".repeat(MAX_NAME_LENGTH));
  expect(PersonRef.safeParse(stored).success).toBe(true);
  expect(PersonRef.safeParse({ id: "anna", name: long }).success).toBe(false);
});

it("keeps id and name of a person, and nothing else that is known of them", () => {
  const member = { id: "anna", name: "Anna Berg", isGuest: true, userId: "29:a" };

  expect(personRef(member)).toEqual({ id: "anna", name: "Anna Berg" });
});

it("leaves a name that is short enough as it is", () => {
  expect(cutName("Bo")).toBe("Bo");
});
