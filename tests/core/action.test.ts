import { expect, it } from "vitest";
import { z } from "zod";
import { action, parse, silence } from "#bot/core/action.ts";
import type { Context } from "#bot/core/context.ts";
import { AppError, defineErrors } from "#bot/core/errors.ts";

const errors = defineErrors({ TOO_LONG: { sv: "För långt.", en: "Too long." } });
const Draft = z.object({ words: z.string().max(3, "TOO_LONG") });

const codeOf = (raw: unknown): string => {
  try {
    parse(Draft, raw, errors);
    return "accepted";
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
};

it.each([
  [{ words: "tre" }, "accepted"],
  [{ words: "fyra" }, "TOO_LONG"],
  [{ words: 3 }, "MALFORMED"],
  [undefined, "MALFORMED"],
])("parse of %o is answered with %s", (raw, code) => {
  expect(codeOf(raw)).toBe(code);
});

it("an error of the input holds its code and nothing that a person wrote", () => {
  expect(() => parse(Draft, { words: "hemlig" }, errors)).toThrow(/^TOO_LONG$/);
});

it("an action runs only with parsed input, and drops fields that its schema does not have", async () => {
  const seen: unknown[] = [];
  const { run } = action("self", Draft, errors, async (_ctx, draft) => {
    seen.push(draft);
    return silence;
  });

  await run({} as Context, { words: "ja", more: "hemlig" });
  await expect(run({} as Context, { words: "fyra" })).rejects.toThrow("TOO_LONG");

  expect(seen).toEqual([{ words: "ja" }]);
});
