import { expect, it } from "vitest";
import { visibleOnly } from "#bot/core/visible-only.ts";

it("a typed text keeps its words, lines and emoji, and loses what nobody sees", () => {
  expect(visibleOnly(" a\u0000b\u200Bc\u202Ed\r\ne\tf 👩‍👧 ")).toBe("abcd\ne\tf 👩‍👧");
});
