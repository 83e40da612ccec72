import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { aTeam, fullName, idOf, TEAM } from "../../../support/a-team.ts";
import { aDraft, text } from "../../../support/cards.ts";
import { everythingStored } from "../../../support/everything.ts";

/** Every string and number in the value, as text. */
const leafValues = (json: unknown): readonly string[] =>
  typeof json === "object" && json !== null ? Object.values(json).flatMap(leafValues) : [String(json)];

/** A schema version, or an id of something that is exported in full. */
const isIdOrVersion = (leaf: string): boolean =>
  leaf === "1" || leaf === TEAM || /^[\w-]{22}$/.test(leaf) || leaf === idOf("cia");

describe("the export of a person's data", () => {
  it("the export contains everything stored in the person's partitions, also what others stored there", async () => {
    const team = await aTeam({ leaders: ["bo"] });
    await team.where("cia", { wants: "betweenUs" });
    await team.where("bo", { wants: "betweenUs" });
    await team.as("bo").says("hej", { inPersonalChat: true });
    await team.as("bo").says("tack @cia för hjälpen");
    const draft = { recipients: idOf("cia"), words: "Tack för kaffet", audience: "private" };
    await team.as("bo").clicks(kudosVerbs.give, aDraft(team, draft));
    await team.as("cia").clicks(kudosVerbs.give, aDraft(team, { recipients: idOf("bo"), words: "Tack själv" }));
    await team.settle();

    const { body } = await team.as("bo").asks("/me/data");

    const own = everythingStored(team.file).documents.filter(({ pk }) => pk.endsWith(`|${idOf("bo")}`));
    expect(own.length).toBeGreaterThan(6);
    const words = leafValues(body);
    for (const { id, data } of own.filter(({ id }) => !/^(?:in|ref|nudges)\|/.test(id))) {
      const lost = leafValues(JSON.parse(data)).filter((leaf) => !words.includes(leaf));
      expect([id, lost]).toEqual([id, lost.filter((leaf) => isIdOrVersion(leaf))]);
    }
  });

  it("the tab's export contains the person's own data and nobody else's", async () => {
    const team = await aTeam();
    await team.where("bo", { wants: "inPerson" });

    const own = await team.as("bo").asks("/me/data");
    const annas = await team.as("anna").asks("/me/data");

    expect(own.body).toMatchObject({
      person: { id: idOf("bo"), name: fullName("bo") },
      people: { settings: { wish: "inPerson" } },
    });
    expect(text(annas.body)).not.toContain("inPerson");
  });
});
