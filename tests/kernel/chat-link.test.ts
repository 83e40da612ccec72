import { expect, it } from "vitest";
import { chatLinkTo } from "#bot/kernel/chat-link.ts";
import { aTeam, CHANNEL, fullName, idOf, memberOf, TENANT } from "../support/a-team.ts";

const LINK = "https://teams.microsoft.com/l/chat/0/0?users=";

async function links() {
  const team = await aTeam({ members: ["anna", "bo"] });
  const guest = { ...memberOf("gia", "Gia Lind", true), email: "gia+1@elsewhere.example" };
  const { userPrincipalName: _, ...unknown } = memberOf("dan", fullName("dan"));
  team.teams.room(CHANNEL, [memberOf("anna", fullName("anna")), guest, unknown]);
  const services = team.gnista.jobContextFor(TENANT, "r");
  services.roster.forget(CHANNEL);
  const forget = () => services.roster.forget(CHANNEL);
  return { team, forget, linkTo: (who: string) => chatLinkTo(services, idOf(who), CHANNEL) };
}

it("a link opens a chat with a member by the sign-in name, and with a guest by the mail address", async () => {
  const { linkTo } = await links();

  expect(await linkTo("anna")).toBe(`${LINK}anna%40contoso.example`);
  expect(await linkTo("gia")).toBe(`${LINK}gia%2B1%40elsewhere.example`);
});

it("there is no link to a person who left, to a member without an address, or while Teams does not answer", async () => {
  const { team, forget, linkTo } = await links();
  expect([await linkTo("bo"), await linkTo("dan")]).toEqual([undefined, undefined]);

  forget();
  team.teams.fail({ status: 503, times: Number.POSITIVE_INFINITY });
  expect(await linkTo("anna")).toBeUndefined();
});
