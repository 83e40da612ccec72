import { describe, expect, it } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { erasePerson, eraseReport } from "#bot/features/people/personal-data/erasing.ts";
import { idOf, TENANT } from "../../../support/a-team.ts";
import { press } from "../../../support/cards.ts";
import { everythingStored } from "../../../support/everything.ts";
import { stores } from "../../../support/stores.ts";
import { aLifeInTheTeam, ofBo } from "../a-life-in-the-team.ts";

it("an administrator's erasure of a person reports its outcome to the administrator, and writes to nobody", async () => {
  const { team } = await aLifeInTheTeam();
  const before = team.personalPosts("bo").length;
  const services = team.gnista.jobContextFor(TENANT, "test");

  const reference = await erasePerson(services, idOf("bo"));
  expect(await eraseReport(services, reference)).toBe("underWay");
  await team.settle();

  expect(await eraseReport(services, reference)).toMatchObject({ messagesLeft: 0 });
  expect(everythingStored(team.file).text.match(ofBo)).toBeNull();
  expect(team.personalPosts("bo")).toHaveLength(before);
});

describe.each(stores)("a person who erases their data, stored in %s", (_, openBackend) => {
  it("a person who starts the erasure twice is erased once and told once", { timeout: 120_000 }, async () => {
    const backend = await openBackend();
    const { team } = await aLifeInTheTeam(backend.storage);
    const eraseForm = await team.as("bo").clicks(peopleVerbs.aboutErasing, {}, { in: "personal" });
    const { verb, data } = press(eraseForm.card, "Radera allt om mig");

    await Promise.all([1, 2].map(() => team.as("bo").clicks(verb, data, { in: "personal" })));
    await team.settle();
    await team.as("bo").clicks(verb, data, { in: "personal" });
    await team.settle();

    expect(team.personalPosts("bo").filter(({ text: said }) => said?.includes("raderade"))).toHaveLength(1);
    expect(backend.text(team).match(new RegExp(`${idOf("bo")}"`))).toBeNull();
  });
});
