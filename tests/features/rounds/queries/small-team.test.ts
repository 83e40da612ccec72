import { expect, it } from "vitest";
import { isSmallTeam } from "#bot/features/rounds/queries/small-team.ts";
import { emptyServices } from "../empty-services.ts";

const team = { id: "19:chat@thread.v2", kind: "groupChat", conversationId: "19:chat@thread.v2", leaders: [] } as const;
const people = (count: number, isExternal = false) =>
  Array.from({ length: count }, (_, nth) => {
    const name = `${isExternal ? "external" : "member"}${nth}`;
    return { id: name, name, isGuest: false, isExternal };
  });

it.each([
  ["nine members", people(9), true],
  ["ten members", people(10), false],
  ["nine members and people of other organisations", [...people(9), ...people(5, true)], true],
])("tells whether a team of %s is too small for a figure", async (_, members, isSmall) => {
  expect(await isSmallTeam(emptyServices(members), team)).toBe(isSmall);
});
