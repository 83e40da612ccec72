import fc from "fast-check";
import { expect, it } from "vitest";
import { fieldsOf, listOf, stringOf, withoutThread } from "#bot/teams/fields.ts";

it("reading fields of any value never fails: a value that is not an object has no fields", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(["string", "undefined"]).toContain(typeof stringOf(fieldsOf(value).id));
      expect(Array.isArray(listOf(value))).toBe(true);
    }),
  );
  expect(stringOf(fieldsOf("text").length), "a number is not a text").toBeUndefined();
  expect(stringOf(""), "an empty text counts as missing").toBeUndefined();
});

it.each([
  ["19:a@thread.tacv2;messageid=17", "19:a@thread.tacv2"],
  ["19:a@thread.tacv2;messageid=17\n18", "19:a@thread.tacv2"],
  ["19:a@thread.tacv2", "19:a@thread.tacv2"],
  ["a:1;other=2", "a:1;other=2"],
])("the conversation of the thread %j is %j", (thread, conversation) => {
  expect(withoutThread(thread)).toBe(conversation);
});
