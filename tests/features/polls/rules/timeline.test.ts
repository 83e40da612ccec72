import fc from "fast-check";
import { expect, it } from "vitest";
import type { StoredQuestion } from "#bot/features/polls/contract.ts";
import { asVisibleTo, inTimelineOrder } from "#bot/features/polls/rules/timeline.ts";

const NOW = new Date("2026-02-03T09:00:00Z");

const ANNA = { id: "anna", name: "Anna Ask" };

const days = (count: number) => new Date(NOW.getTime() + count * 24 * 3600_000).toISOString();

const question = (more: Partial<StoredQuestion> = {}): StoredQuestion => ({
  schema: 1,
  pollId: "p",
  question: "Flytta mötet till 9?",
  asker: ANNA,
  askerDecides: true,
  state: "open",
  openedAt: days(-1),
  closesAt: days(1),
  ...more,
});

it("asVisibleTo differs between two viewers only in isMine and mayAnswer", () => {
  const { isMine: annas, mayAnswer: anna, ...seenByAnna } = asVisibleTo("anna", question(), NOW);
  const { isMine: bos, mayAnswer: bo, ...seenByBo } = asVisibleTo("bo", question(), NOW);

  expect([annas, bos]).toEqual([true, false]);
  expect([anna, bo]).toEqual([false, true]);
  expect(seenByAnna).toEqual(seenByBo);
});

it("a question is owed from its closing time, even before the closing is stored", () => {
  const line = asVisibleTo("bo", question({ closesAt: days(0) }), NOW);

  expect(line.state).toBe("closed");
  expect(inTimelineOrder([line], NOW)).toMatchObject({ owed: [{ pollId: "p" }], open: [] });
});

it.each([
  ["closed", days(-1), true],
  ["closed", days(1), false],
  ["moreTime", days(-1), true],
  ["decided", days(-1), false],
  ["closed", undefined, false],
] as const)(
  "a question that is %s and answered by %s is overdue to its asker: %s, and to nobody else",
  (state, answerBy, isOverdue) => {
    const stored = question({ state, closesAt: days(-3), ...(answerBy ? { answerBy } : {}) });

    expect(asVisibleTo(stored.asker.id, stored, NOW).isOverdue).toBe(isOverdue);
    expect(asVisibleTo("somebody else", stored, NOW).isOverdue).toBe(false);
  },
);

it("inTimelineOrder lists every question of the last twelve weeks once: owed and open by closing time, decided newest first", () => {
  const aQuestion = fc.record({
    state: fc.constantFrom("open", "closed", "moreTime", "decided"),
    closesAt: fc.integer({ min: -200, max: 60 }).map(days),
    decidedAt: fc.integer({ min: -83, max: 0 }).map(days),
  });
  fc.assert(
    fc.property(fc.array(aQuestion, { maxLength: 20 }), (several) => {
      const lines = several.map((fields, i) => asVisibleTo("bo", question({ ...fields, pollId: `p${i}` }), NOW));

      const { owed, open, decided } = inTimelineOrder(lines, NOW);

      expect([...owed, ...open, ...decided].map(({ pollId }) => pollId).toSorted()).toEqual(
        lines.map(({ pollId }) => pollId).toSorted(),
      );
      for (const list of [owed, open, decided.toReversed()]) {
        const moments = list.map((line) => (line.state === "decided" ? line.decidedAt : line.closesAt) ?? "");
        expect(moments).toEqual(moments.toSorted());
      }
    }),
  );
});

it("inTimelineOrder lists at most twenty decisions, none of them older than twelve weeks", () => {
  const many = Array.from({ length: 30 }, (_, i) =>
    asVisibleTo("bo", question({ pollId: `p${i}`, state: "decided", decidedAt: days(-i) }), NOW),
  );
  const old = asVisibleTo("bo", question({ pollId: "old", state: "decided", decidedAt: days(-85) }), NOW);

  expect(inTimelineOrder([old], NOW).decided).toEqual([]);
  expect(inTimelineOrder(many, NOW).decided.map(({ pollId }) => pollId)).toEqual(
    Array.from({ length: 20 }, (_, i) => `p${i}`),
  );
});
