import { expect, it } from "vitest";
import { composeFeatures, type Feature } from "#bot/core/feature.ts";
import * as declared from "#bot/features/index.ts";
import { MyRhythm } from "#bot/features/pulse/api.ts";
import { addPointer } from "#bot/kernel/pointers.ts";
import { aTeam, idOf, TENANT, type Team } from "../../support/a-team.ts";

const acted = { key: "waved", label: { sv: "vinkade", en: "waved" } };
const wave: Feature = { name: "wave", order: 99, ownActs: { waver: acted, starter: acted } };

const rhythmOf = async (team: Team, locale = "sv") =>
  MyRhythm.parse((await team.as("bo").asks("/me/rhythm", { headers: { "Accept-Language": locale } })).body);

const storePointer = (team: Team, eventId: string, at: string, role: string, slice = "wave") => {
  const pointer = { slice, eventId, at: new Date(at), role, pk: `${slice}|${eventId}`, id: "it" };
  return addPointer(team.gnista.jobContextFor(TENANT, "test"), idOf("bo"), pointer);
};

it("the rhythm shows a declared act in the week in which the person did it, beside other features' acts", async () => {
  const team = await aTeam({ features: composeFeatures([...Object.values(declared), wave]) });
  await storePointer(team, "a", "2026-01-27T09:00:00Z", "waver");
  await storePointer(team, "b", "2026-01-28T09:00:00Z", "starter");
  await storePointer(team, "c", "2026-01-28T09:00:00Z", "sender", "kudos");
  await storePointer(team, "d", "2026-02-02T09:00:00Z", "waved-at");

  const { kinds, weeks } = await rhythmOf(team);

  expect(weeks.filter(({ acts }) => acts.length > 0).map(({ week, acts }) => [week, acts])).toEqual([
    ["2026-W05", ["thanked", "waved"]],
  ]);
  expect(kinds.filter(({ key }) => key === "waved")).toEqual([{ key: "waved", label: "vinkade" }]);
});

it("the rhythm labels the kinds of acts in the viewer's language, in the order in which a week lists them", async () => {
  const team = await aTeam();

  const [swedish, english] = [await rhythmOf(team), await rhythmOf(team, "en")];

  expect(swedish.kinds).toEqual([
    { key: "thanked", label: "tackade" },
    { key: "joined", label: "tackade också" },
    { key: "asked", label: "frågade" },
    { key: "answered", label: "svarade öppet" },
    { key: "told", label: "gav besked" },
  ]);
  expect(english.kinds.map(({ label }) => label)).toEqual([
    "thanked",
    "joined a thank-you",
    "asked",
    "answered openly",
    "told what it will be",
  ]);
});

it("composeFeatures names both features when they declare one key for different acts", () => {
  const other: Feature = { name: "nod", ownActs: { nodder: acted } };

  expect(() => composeFeatures([other, wave])).toThrow(/nod and wave both declare the own act "waved"/);
});
