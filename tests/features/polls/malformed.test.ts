import fc from "fast-check";
import { expect, it } from "vitest";
import { MAX_BYTES } from "#bot/cards/card.ts";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { press } from "../../support/cards.ts";
import { aMonday, asks, CLOSES, question, questionsIn, wordsOn } from "./a-question.ts";

const RUNS = process.env.SOAK ? 20_000 : 1_200;

/** Nearly valid values, so that the code after the first check is reached as well. */
const odd = fc.oneof(
  { weight: 3, arbitrary: fc.anything({ maxDepth: 2, withNullPrototype: false, values: [fc.string(), fc.integer()] }) },
  fc.constantFrom<unknown>("", "0", "9", "10", "-1", "0,0", "0,1,2,3,4,5", ",", "x".repeat(22), [], ["0"], [0], null),
  fc.constantFrom<unknown>(
    "__proto__",
    "constructor",
    "v|bo",
    "poll",
    "a\nb",
    "a\n\n\nb",
    "2026-02-30",
    "24:00",
    "NaN",
  ),
  fc.constantFrom<unknown>(
    1e21,
    -0,
    Number.MAX_SAFE_INTEGER,
    "x".repeat(30_000),
    "\n".repeat(1_000),
    "\u0000",
    "\ud800",
  ),
);

it("every poll verb answers malformed data with a message and makes no invalid change, before and after the close", {
  timeout: 300_000,
}, async () => {
  const team = await aMonday({ leaders: ["cia"] });
  await asks(team, "anna", { options: "Bulle\nFrukt\nKaka", answers: "named" });
  const { pollId } = question(team);
  const good = () => ({
    pollId,
    edition: 0,
    choices: "0",
    options: "Bulle\nFrukt\nKaka",
    outcome: "0",
    other: "",
    why: "För att.",
    day: "2026-02-10",
    teamId: team.teamId,
    nonce: mintIdempotencyToken(team.now()),
    question: "Vad?",
    mode: "advice",
    answers: "auto",
    results: "atClose",
    most: "1",
    closesOn: "",
    closesAt: "",
    door: "dialog",
    askerId: undefined,
  });
  const fields = Object.keys(good());
  const shape = fc.oneof(
    odd,
    fc.record(Object.fromEntries(fields.map((field) => [field, odd])), { requiredKeys: [] }),
    {
      weight: 4,
      arbitrary: fc.tuple(fc.constantFrom(...fields), odd).map(([field, value]) => ({ ...good(), [field]: value })),
    },
  );
  const ends: readonly string[] = [pollVerbs.close, pollVerbs.decide, pollVerbs.takeBack];
  const verbs = Object.values(pollVerbs).filter((verb) => !ends.includes(verb));

  const answersAll = (runs: number, chosen: readonly string[]) =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...chosen),
        fc.constantFrom("anna", "bo", "cia"),
        shape,
        async (verb, who, data) => {
          const { status, body } = await team.as(who).clicks(verb, data);

          expect(status).toBe(200);
          expect(body).toMatchObject({ statusCode: expect.any(Number), type: expect.any(String) });
          expect(JSON.stringify(body)).not.toMatch(/SOMETHING_BROKE|\bat .*\.(ts|js):\d/);
          expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(MAX_BYTES + 1024);
        },
      ),
      { numRuns: runs },
    );
  await answersAll(RUNS / 2, verbs);
  await team.at(CLOSES);
  await answersAll(RUNS / 2, Object.values(pollVerbs));
  await team.settle();

  expect(team.logs().filter((line) => /"(teams|due)\.bug"|redraw\.failed/.test(line))).toEqual([]);
  const { options } = (await team.store.get<{ options: string[] }>(`poll|${pollId}`, "poll"))?.data ?? {};
  expect(options?.length).toBeGreaterThanOrEqual(2);
});

it.each([
  ["control characters", "\u0001".repeat(5_000)],
  ["halves of characters", "\ud800".repeat(5_000)],
  ["signs", "漢\n".repeat(5_000)],
])("a refused form with far too many %s stays small enough to be shown", async (_, pasted) => {
  const team = await aMonday();
  const form = (await team.as("anna").opens("fraga")).card;
  const send = press(form, "Fråga", { question: pasted, options: pasted });

  const { card } = await team.as("anna").submits("fraga", send.data, { about: { from: "bo", text: pasted } });

  expect(wordsOn(card)).toContain("Fråga teamet");
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(MAX_BYTES - 4 * 1024);
  expect(questionsIn(team)).toEqual([]);
});
