import { describe, expect, it } from "vitest";
import { idOf, personalChatOf, TEAM, TENANT } from "../support/a-team.ts";
import { anOutbox } from "./an-outbox.ts";

describe("a post to a person", () => {
  it("posts to the personal chat that a person has already opened", async () => {
    const { team, post } = await anOutbox();
    await team.as("bo").says("hej", { inPersonalChat: true });

    await post({ kind: "person", personId: idOf("bo") });

    expect(team.personalPosts("bo").at(-1)?.text).toBe("hej");
    expect(team.teams.calls.some(({ path }) => path === "/v3/conversations")).toBe(false);
  });

  it("opens a chat once with a person who has never written to Gnista, by their id in the team's roster", async () => {
    const { team, post } = await anOutbox();

    await post({ kind: "person", personId: idOf("cia"), teamId: TEAM });
    await post({ kind: "person", personId: idOf("cia") });

    const opened = team.teams.calls.filter(({ path }) => path === "/v3/conversations");
    expect(opened.map(({ body }) => body)).toMatchObject([
      { members: [{ id: "29:cia" }], tenantId: TENANT, isGroup: false },
    ]);
    expect(team.personalPosts("cia")).toHaveLength(2);
  });

  it("finds a person through a team in which they have used Gnista", async () => {
    const { team, post } = await anOutbox();
    await team.as("cia").says("tack");

    await post({ kind: "person", personId: idOf("cia") });

    expect(team.personalPosts("cia")).toHaveLength(1);
  });

  it("opens a new personal chat when the old one is gone", async () => {
    const { team, post } = await anOutbox();
    await post({ kind: "person", personId: idOf("bo"), teamId: TEAM });
    team.teams.fail({
      status: 404,
      code: "ConversationNotFound",
      fits: ({ path }) => path.includes(personalChatOf("bo")),
    });

    await post({ kind: "person", personId: idOf("bo"), teamId: TEAM });

    expect(team.personalPosts("bo")).toHaveLength(2);
  });
});
