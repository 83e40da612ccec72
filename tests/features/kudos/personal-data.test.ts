import { expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { exportThanks } from "#bot/features/kudos/personal-data/export.ts";
import { thanksLists } from "#bot/features/kudos/personal-data/lists.ts";
import { harness, idOf, kudosIdIn, text } from "./kudos-harness.ts";

it("exportThanks lists what a person gave, got and joined, without words that were kept for telling in person", async () => {
  const h = await harness({ bo: "openly", dan: "inPerson" });
  const kudosId = kudosIdIn(text(await h.thank("anna", ["bo", "dan"])));
  await h.click("cia", kudosVerbs.alsoThank, { kudosId });

  expect(await exportThanks(h.services(), idOf("anna"))).toMatchObject([{ role: "sender", words: "Tack för hjälpen" }]);
  expect(await exportThanks(h.services(), idOf("bo"))).toMatchObject([
    { role: "recipient", words: "Tack för hjälpen" },
  ]);
  expect(await exportThanks(h.services(), idOf("cia"))).toMatchObject([{ role: "also", sender: "Anna Ask" }]);
  expect(text(await exportThanks(h.services(), idOf("dan")))).not.toContain("hjälpen");
});

it("the export of a recipient omits the words of withdrawn thanks until the sender restores them", async () => {
  const h = await harness();
  const draft = { audience: "private", value: "Mod", words: "Förhastade ord" };
  const kudosId = kudosIdIn(text(await h.thank("anna", ["bo"], draft)));
  const bos = () => exportThanks(h.services(), idOf("bo"));

  await h.click("anna", kudosVerbs.remove, { kudosId });
  const [takenBack] = await bos();
  const annas = await exportThanks(h.services(), idOf("anna"));
  await h.click("anna", kudosVerbs.restore, { kudosId });

  expect(takenBack).toMatchObject({ role: "recipient", sender: "Anna Ask", isWithdrawn: true });
  expect(text(takenBack)).not.toMatch(/Förhastade|Mod/);
  expect(annas).toMatchObject([{ role: "sender", words: "Förhastade ord", isWithdrawn: true }]);
  expect(await bos()).toMatchObject([{ words: "Förhastade ord", value: "Mod", isWithdrawn: false }]);
});

it("thanksLists reads what a person gave, got and joined, with names, kind, value and words", async () => {
  const h = await harness({ bo: "openly", dan: "inPerson" });
  const kudosId = kudosIdIn(text(await h.thank("anna", ["bo", "dan"], { kind: "progress", value: "Mod" })));
  await h.click("cia", kudosVerbs.alsoThank, { kudosId });
  await h.thank("anna", ["bo"], { audience: "private", words: "Tack\nigen" });
  const reader = { locale: "sv", zone: "Europe/Stockholm" } as const;
  const listsOf = async (who: "anna" | "bo" | "cia" | "dan") =>
    (await thanksLists(h.services(), idOf(who), reader))
      .filter(({ lines }) => lines.length > 0)
      .map(({ title, lines }) => ({ title, lines: lines.toSorted() }));

  expect(await listsOf("anna")).toEqual([
    {
      title: "Tack du har gett",
      lines: [
        "3 feb. · Bo Berg: Tack\nigen",
        "3 feb. · Ett litet framsteg · Bo Berg och Dan Dahl: Tack för hjälpen · Värdeord: Mod",
      ],
    },
  ]);
  expect((await listsOf("bo"))[0]?.lines[1]).toBe(
    "3 feb. · Ett litet framsteg · Anna Ask: Tack för hjälpen · Värdeord: Mod",
  );
  expect(await listsOf("cia")).toEqual([
    { title: "Tack där du också har tackat", lines: ["3 feb. · Ett litet framsteg · Anna Ask"] },
  ]);
  expect(await listsOf("dan")).toEqual([
    { title: "Tack du har fått", lines: ["3 feb. · Ett litet framsteg · Anna Ask"] },
  ]);
});
