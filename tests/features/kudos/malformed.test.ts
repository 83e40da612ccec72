import fc from "fast-check";
import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { harness, idOf, TEAM } from "./kudos-harness.ts";

it("no verb throws anything but an AppError for malformed data of any shape", async () => {
  const h = await harness({ bo: "openly" });
  const verbs = Object.values(kudosVerbs);
  const good = h.draft({ recipients: idOf("bo") });
  const odd = fc.oneof(
    fc.anything(),
    fc.constantFrom("", "28:x", TEAM, "x".repeat(22), "|", "a,b", `${idOf("bo")},${idOf("bo")}`),
  );
  const shape = fc.oneof(
    fc.anything(),
    fc.record(Object.fromEntries([...Object.keys(good), "kudosId", "draftId", "door"].map((key) => [key, odd])), {
      requiredKeys: [],
    }),
    fc.tuple(fc.constantFrom(...Object.keys(good)), odd).map(([key, value]) => ({ ...good, [key]: value })),
  );

  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...verbs), shape, async (verb, data) => {
      expect(await h.refusal(() => h.click("anna", verb, data))).not.toBe("");
    }),
    { numRuns: 1000 },
  );
}, 60_000);
