import { expect, it } from "vitest";
import { formatNames } from "#bot/i18n/names.ts";

it("formatNames joins names as each language does", () => {
  expect(formatNames(["Anna", "Bo", "Cia"], "sv")).toBe("Anna, Bo och Cia");
  expect(formatNames(["Anna", "Bo"], "en")).toBe("Anna and Bo");
  expect(formatNames(["Anna", "Bo", "Cia"], "en")).toBe("Anna, Bo and Cia");
  expect(formatNames([], "sv")).toBe("");
});
