import { describe, expect, it } from "vitest";
import { AppError, coreErrors } from "#bot/core/errors.ts";
import { BOT, CHANNEL, idOf, TENANT } from "../support/a-team.ts";
import { aRoster } from "./a-roster.ts";

describe("the roster", () => {
  it("returns all members when Teams splits the roster into pages", async () => {
    const members = Array.from({ length: 1_234 }, (_, i) => `p${i}`);
    const { roster, memberRequests } = await aRoster({ members });

    const found = await roster().members(CHANNEL);

    expect(new Set(found.map(({ id }) => id)).size).toBe(1_234);
    expect(memberRequests().map(({ query }) => query.pageSize)).toEqual(["500", "500", "500"]);
  });

  it("marks guests and people of other tenants, and omits bots", async () => {
    const { team, roster } = await aRoster({ members: ["anna", "gia"], guests: ["gia"] });
    const [anna, gia] = [
      { id: "29:anna", name: "Anna Ask", objectId: idOf("anna").toUpperCase(), tenantId: TENANT },
      // For a guest, Teams sends either tenant.
      {
        id: "29:gia",
        name: "Gia Lind",
        aadObjectId: idOf("gia"),
        userPrincipalName: "g_x#EXT#@y.example",
        tenantId: "another",
      },
    ];
    const far = { id: "29:far", name: "Far Lind", objectId: idOf("far"), tenantId: "another" };
    const bots = [
      { id: BOT, name: "Gnista" },
      { id: "28:x", name: "Y", objectId: "z" },
    ];
    team.teams.room(CHANNEL, [anna, gia, far, ...bots, { id: "29:odd", name: "No id" }]);

    const found = await roster().members(CHANNEL);

    expect(found).toMatchObject([
      { id: idOf("anna"), name: "Anna Ask", isGuest: false, isExternal: false },
      { id: idOf("gia"), name: "Gia Lind", isGuest: true, isExternal: false },
      { id: idOf("far"), name: "Far Lind", isGuest: false, isExternal: true },
    ]);
  });

  it("carries the mail address and the address for chats, and calls a member without a name by the address", async () => {
    const { team, roster } = await aRoster();
    const base = { tenantId: TENANT };
    team.teams.room(CHANNEL, [
      {
        ...base,
        id: "29:a",
        objectId: idOf("anna"),
        name: "Anna",
        email: "a.ask@x.example",
        userPrincipalName: "aa1@x",
      },
      { ...base, id: "29:b", objectId: idOf("bo"), name: "", userPrincipalName: "bo@x.example" },
      { ...base, id: "29:c", objectId: idOf("cia"), name: "  ", email: "c@x.example" },
      { ...base, id: "29:g", objectId: idOf("gia"), name: "Gia", userPrincipalName: "g_x#EXT#@y.example" },
    ]);

    const found = await roster().members(CHANNEL);

    expect(found.map(({ name, address, chatAddress }) => [name, address, chatAddress])).toEqual([
      ["Anna", "a.ask@x.example", "aa1@x"],
      ["bo@x.example", "bo@x.example", "bo@x.example"],
      ["c@x.example", "c@x.example", "c@x.example"],
      ["Gia", undefined, undefined],
    ]);
  });

  it("fetches a roster once for many simultaneous and soon following requests", async () => {
    const { roster, memberRequests } = await aRoster();

    await Promise.all(Array.from({ length: 20 }, () => roster().members(CHANNEL)));
    await roster().members(`${CHANNEL};messageid=1`);

    expect(memberRequests()).toHaveLength(1);
  });

  it("fetches a roster again after ten minutes", async () => {
    const { team, roster, memberRequests } = await aRoster();
    await roster().members(CHANNEL);

    const later = team.clock.sleep(10 * 60_000);
    team.clock.skip();
    await later;
    await roster().members(CHANNEL);

    expect(memberRequests()).toHaveLength(2);
  });

  it.each([
    [403, "BotNotInConversationRoster"],
    [404, "ConversationNotFound"],
  ])(
    "rejects with NOT_YOUR_TEAM when Teams answers %i, and fetches the roster again next time",
    async (status, code) => {
      const { team, roster } = await aRoster();
      team.teams.fail({ status, code });

      const refused = roster().members(CHANNEL);

      await expect(refused).rejects.toEqual(new AppError(coreErrors.NOT_YOUR_TEAM));
      expect(await roster().members(CHANNEL)).toHaveLength(6);
    },
  );

  it("rejects with NOT_YOUR_TEAM for a conversation that Gnista has never seen", async () => {
    const { roster } = await aRoster();

    await expect(roster().members("19:nowhere@thread.tacv2")).rejects.toEqual(new AppError(coreErrors.NOT_YOUR_TEAM));
  });

  it("retries a roster once when Teams answers 429", async () => {
    const { team, roster } = await aRoster();
    team.teams.fail({ status: 429 });

    const found = await team.skippingWaits(() => roster().members(CHANNEL));

    expect(found).toHaveLength(6);
  });

  it("rejects with TryLater, without waiting, when Teams asks for a longer delay than a click can wait", async () => {
    const { team, roster } = await aRoster();
    team.teams.fail({ status: 429, retryAfterS: 15 });

    const refused = roster().members(CHANNEL);

    await expect(refused).rejects.toMatchObject({ name: "TryLater", afterMs: 15_000 });
  });

  it("rejects with TryLater when Teams does not answer the request for a roster", { timeout: 14_000 }, async () => {
    const { team, roster } = await aRoster();
    team.teams.fail({ isSilent: true });

    const refused = roster().members(CHANNEL);

    await expect(refused).rejects.toMatchObject({ name: "TryLater" });
  });

  it("does not share rosters between tenants", async () => {
    const { team } = await aRoster();

    const other = team.gnista.jobContextFor("22222222-2222-4222-8222-222222222222", "r").roster;

    await expect(other.members(CHANNEL)).rejects.toEqual(new AppError(coreErrors.NOT_YOUR_TEAM));
  });
});
