import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import type { Wish } from "#bot/features/people/contract.ts";
import { aHouse, fullName, idOf, kudosIdIn, type Name, TEAM, text } from "./a-house.ts";

describe("the recipient's wish outranks everybody else's", () => {
  const aWish = fc.constantFrom(undefined, "openly", "betweenUs", "inPerson");
  const wishes = fc.record({ bo: aWish, cia: aWish, dan: aWish, eva: aWish, filip: aWish });
  const people = ["bo", "cia", "dan", "eva", "filip"] as const;
  const mention = fc.constantFrom(
    "hjälpen",
    ...people.flatMap((who) => [fullName(who), `${fullName(who).split(" ")[0]}s jobb`]),
  );
  const act = fc.record({
    recipients: fc.subarray([...people]),
    words: fc.array(mention, { minLength: 1, maxLength: 3 }).map((said) => `Tack för ${said.join(" och ")}`),
    audience: fc.constantFrom("team", "private"),
    kind: fc.constantFrom("thanks", "progress", "milestone"),
    wholeTeam: fc.boolean(),
    door: fc.constantFrom("tab", "card", "command"),
  });
  const answer = fc.record({
    who: fc.constantFrom(...people),
    verb: fc.constantFrom("showThanks", "keepBetweenUs", "remove", "restore", "alsoThank"),
  });

  it("no channel post ever names somebody who did not choose to be seen", async () => {
    await fc.assert(
      fc.asyncProperty(
        wishes,
        fc.array(act, { minLength: 1, maxLength: 3 }),
        fc.array(answer, { maxLength: 5 }),
        async (wanted, doings, answers) => {
          const h = await aHouse();
          try {
            const mayBeSeen = new Set<Name>(["anna", ...people.filter((who) => wanted[who] === "openly")]);
            for (const who of people) {
              const wish = wanted[who];
              if (wish) {
                await h.wishes(who, wish as Wish);
              }
            }
            const refused = async (run: () => Promise<unknown>) => h.refusal(run);
            const given: string[] = [];
            for (const { door, ...doing } of doings) {
              if (door === "command") {
                const mentions = doing.recipients.map((who) => ({ id: idOf(who), name: fullName(who) }));
                const form = await h.command("anna", doing.words, mentions);
                await h.outbox.post({ kind: "conversation", conversationId: TEAM }, form);
              }
              const extra = door === "tab" ? { team: undefined } : {};
              const draft = h.draft({ ...doing, recipients: doing.recipients.map(idOf) });
              await refused(async () => {
                given.push(kudosIdIn(text(await h.click("anna", kudosVerbs.give, draft, extra))));
              });
              await h.settle();
            }
            for (const { who, verb } of answers) {
              for (const kudosId of given) {
                const result = await refused(() => h.click(who, kudosVerbs[verb], { kudosId }));
                if ((verb === "showThanks" || verb === "restore") && result === "nothing was refused") {
                  mayBeSeen.add(who);
                }
              }
              await h.settle();
            }

            for (const post of h.inChannel()) {
              const everSaid = post.versions.join("\n").replace(/"choices":\[.*?\]/g, "");
              for (const who of people.filter((one) => !mayBeSeen.has(one))) {
                expect(everSaid).not.toMatch(
                  new RegExp(`(?<!\\p{L})${fullName(who).split(" ")[0]}s?(?!\\p{L})|${idOf(who)}`, "u"),
                );
              }
            }
            expect(h.errors).toEqual([]);
          } finally {
            await h.close();
          }
        },
      ),
      { numRuns: process.env.SOAK ? 1000 : 60 },
    );
  }, 120_000);
});
