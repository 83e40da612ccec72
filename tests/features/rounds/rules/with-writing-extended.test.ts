import fc from "fast-check";
import { expect, it } from "vitest";
import { Panels } from "#bot/features/rounds/contract.ts";
import { withRoundStarted } from "#bot/features/rounds/rules/round.ts";
import { withWritingExtended } from "#bot/features/rounds/rules/with-writing-extended.ts";
import { errorCodeOf, meetingOf, now, ROUND, startRound, viewFor } from "../a-round.ts";

const people = ["anna", "bo", "cia"];
const written = () =>
  withRoundStarted(meetingOf(people), {
    ...{ id: ROUND, kind: "writing", actorId: "anna", seed: "s", now },
    question: "Vad ska vi sluta med?",
  } as const);
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const extend = (panels: Panels, { by = "anna", at = now, until = panels.round?.writeUntil ?? "" } = {}) =>
  withWritingExtended(panels, { actorId: by, roundId: ROUND, until, now: at });

it("a written round shows everybody the same question and end of the time to write", () => {
  const panels = written();

  for (const who of people) {
    expect(viewFor(panels, who).round).toMatchObject({
      question: "Vad ska vi sluta med?",
      writeUntil: after(180).toISOString(),
    });
  }
});

it("withWritingExtended adds a minute to the end, or to now when the time is up", () => {
  expect(extend(written()).round?.writeUntil).toBe(after(240).toISOString());
  expect(extend(written(), { at: after(600) }).round?.writeUntil).toBe(after(660).toISOString());
});

it("withWritingExtended adds one minute however often one press arrives", () => {
  const until = written().round?.writeUntil ?? "";
  fc.assert(
    fc.property(fc.array(fc.nat(600), { minLength: 1, maxLength: 5 }), (times) => {
      const panels = times.reduce((now, seconds) => extend(now, { at: after(seconds), until }), written());

      expect(panels).toEqual(extend(written(), { at: after(times[0] ?? 0), until }));
    }),
  );
});

it("only the host or a present leader gives more time, in a written round that is not revealed", () => {
  const revealed = { ...written() };
  const shown: Panels = { ...revealed, round: revealed.round && { ...revealed.round, revealed: [] } };

  expect(errorCodeOf(() => extend(written(), { by: "bo" }))).toBe("HOST_ENDS");
  expect(errorCodeOf(() => extend(written(), { by: "zoe" }))).toBe("NOT_IN_ROUND");
  expect(errorCodeOf(() => extend(startRound(meetingOf(people), "anna", "speaking")))).toBe("MALFORMED");
  expect(extend(shown)).toBe(shown);
  expect(viewFor(shown, "bo").round).toHaveProperty("question");
  expect(viewFor(shown, "bo").round).not.toHaveProperty("writeUntil");
});

it("a stored written round of an earlier version has no question and no clock, and is shown without them", () => {
  const { round, ...panels } = written();
  const { question: _, writeUntil: __, ...earlier } = round ?? {};
  const read = Panels.parse(JSON.parse(JSON.stringify({ ...panels, round: earlier })));

  expect(viewFor(read, "bo").round).toMatchObject({ kind: "writing" });
  expect(viewFor(read, "bo").round).not.toHaveProperty("question");
  expect(viewFor(read, "bo").round).not.toHaveProperty("writeUntil");
});

it("no other round has a question or a clock", () => {
  const about = { id: ROUND, kind: "speaking", actorId: "anna", seed: "s", now, question: "Vad?" } as const;
  const { round } = withRoundStarted(meetingOf(people), about);

  expect(round).not.toHaveProperty("question");
  expect(round).not.toHaveProperty("writeUntil");
});
