import { expect, it } from "vitest";
import { aTeam, idOf } from "../../../support/a-team.ts";
import { fromMe, thanks, toMe } from "../thanks-in-tab.ts";

it("pages through all thanks once, newest first, however many other acts are between them", async () => {
  const team = await aTeam({ members: ["anna", "bo"] });
  await thanks(team, "anna", ["bo"], { words: "Nu" });
  const kudos = (await team.store.range(`user|${idOf("bo")}`, { from: "ref|", to: "ref|~~" })).items[0];
  const [, , , kudosId = ""] = kudos?.id.split("|") ?? [];
  const stored = await team.store.get<object>(`kudos|${kudosId}`, "kudos");
  const given = Array.from({ length: 240 }, (_, n) => ({
    id: `k${String(n).padStart(21, "0")}`,
    at: 1_700_000_000_000 + n * 60_000,
  }));
  for (const [n, { id, at }] of given.entries()) {
    const when = new Date(at).toISOString();
    const isThanks = n % 5 === 0;
    await team.store.write(`kudos|${id}`, [
      { kind: "put", id: "kudos", data: { ...stored?.data, id, words: `Nummer ${n}`, givenAt: when } },
    ]);
    const data = {
      schema: 1,
      slice: isThanks ? "kudos" : "polls",
      role: isThanks ? "recipient" : "voter",
      pk: `kudos|${id}`,
      id: "kudos",
    };
    await team.store.write(`user|${idOf("bo")}`, [{ kind: "put", id: `ref|${when}|${data.slice}|${id}`, data }]);
  }

  const words: string[] = [];
  const sizes: number[] = [];
  let after: string | undefined;
  do {
    const page = await toMe(team, "bo", after);
    words.push(...page.lines.map((line) => line.words));
    sizes.push(page.lines.length);
    after = page.next;
  } while (after !== undefined);

  expect(words).toEqual(["Nu", ...given.flatMap((_, n) => (n % 5 === 0 ? [`Nummer ${n}`] : [])).toReversed()]);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(20);
  expect((await team.as("bo").asks("/me/thanks/to-me?after=in|x")).status).toBe(400);
});

it("calls a chat without a name by the viewer's co-members, as other lists do, and not for a person who has left", async () => {
  const team = await aTeam({ members: ["anna", "bo", "cia"], teamName: "" });
  await thanks(team, "anna", ["bo"]);
  const names = async () => {
    const pages = [await toMe(team, "bo"), await fromMe(team, "anna")];
    return pages.map(({ lines }) => lines.map((line) => line.team.name));
  };
  const inChat = await names();

  await team.has(["anna", "cia"]);

  expect(inChat).toEqual([["Chatt med Anna Ask och Cia Ceder"], ["Chatt med Bo Berg och Cia Ceder"]]);
  expect(await names()).toEqual([[""], ["Chatt med Cia Ceder"]]);
});
