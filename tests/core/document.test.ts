import { expect, it } from "vitest";
import { z } from "zod";
import { readDocument, secondsLeft } from "#bot/core/document.ts";

const Poll = z.object({ question: z.string(), mode: z.string().default("vote") });

it("a stored document of an earlier version is read with today's defaults, and keeps its ETag", () => {
  expect(readDocument(Poll, { id: "p", etag: "1", data: { question: "Fika?" } })).toEqual({
    id: "p",
    etag: "1",
    data: { question: "Fika?", mode: "vote" },
  });
});

it("a stored document that does not fit its schema is not read", () => {
  expect(() => readDocument(Poll, { id: "p", etag: "1", data: { mode: "vote" } })).toThrow();
});

const since = "2026-02-03T09:00:00.000Z";

it.each([
  ["at once", "2026-02-03T09:00:00.000Z", 3600],
  ["half an hour later", "2026-02-03T09:30:00.000Z", 1800],
  ["in the last moment", "2026-02-03T09:59:59.500Z", 1],
  ["after its event", "2026-02-03T12:00:00.000Z", 1],
])("a document that is written %s expires with its event", (_, now, seconds) => {
  expect(secondsLeft(3600, since, new Date(now))).toBe(seconds);
});
