import { describe, expect, it } from "vitest";
import { Undeliverable } from "#bot/core/outbox.ts";
import { isFromTargetedCard } from "#bot/teams/send-targeted.ts";
import { CHANNEL, idOf, memberOf, personalChatOf, TEAM, type Team } from "../support/a-team.ts";
import { objectsIn } from "../support/cards.ts";
import type { Call } from "../support/fake-teams.ts";
import { saying } from "./a-slice.ts";
import { anOutbox } from "./an-outbox.ts";

const isTargetedCall = ({ query }: Call): boolean => query.isTargetedActivity === "true";

const toBo = { kind: "only", personId: idOf("bo"), teamId: TEAM, conversationId: CHANNEL } as const;

describe("a message to one person where they stand", () => {
  it("is seen by that person in the channel, and by nobody else", async () => {
    const { team, post } = await anOutbox();

    const at = await post(toBo);

    expect(at).toMatchObject({ conversationId: CHANNEL, isTargeted: true });
    expect(team.sees("bo")).toMatchObject([{ id: at.activityId, text: "hej", conversationId: CHANNEL }]);
    expect(["anna", "cia"].map((who) => team.sees(who))).toEqual([[], []]);
  });

  it("can be changed and withdrawn, in its thread too", async () => {
    const { team, outbox, post } = await anOutbox();
    const at = await post({ ...toBo, threadId: "17" });

    await outbox.update(at, { text: "ändrat" });
    expect(team.sees("bo")).toMatchObject([{ text: "ändrat", threadId: "17" }]);
    await outbox.withdraw(at);

    expect(team.sees("bo")).toEqual([]);
    await expect(outbox.withdraw(at)).rejects.toThrow(Undeliverable);
  });

  it("cannot be changed after a day, when Teams has dropped it", async () => {
    const { team, outbox, post } = await anOutbox();
    const at = await post(toBo);
    const aDay = team.clock.sleep(24 * 3600 * 1000 + 1);
    team.clock.skip();
    await aDay;

    await expect(team.skippingWaits(() => outbox.update(at, { text: "för sent" }))).rejects.toThrow(Undeliverable);
  });

  it.each([
    ["an old cloud refuses it", (team: Team) => void Object.assign(team.teams, { takesTargeted: false })],
    ["the channel refuses it", (team: Team) => team.teams.fail({ status: 403, fits: isTargetedCall })],
    ["Teams does not find the channel", (team: Team) => team.teams.fail({ status: 404, fits: isTargetedCall })],
  ])("goes to the person's chat, once and only there, when %s", async (_, arrange) => {
    const { team, post } = await anOutbox();
    arrange(team);

    const at = await post(toBo);

    expect(at).toEqual({ conversationId: personalChatOf("bo"), activityId: at.activityId });
    expect(team.teams.posts).toMatchObject([{ conversationId: personalChatOf("bo"), onlyTo: undefined }]);
  });

  it("goes to the person's chat when they are not in the conversation", async () => {
    const { team, post } = await anOutbox();
    await team.as("bo").says("hej", { inPersonalChat: true });
    await team.has(["anna", "cia"]);
    team.teams.room(personalChatOf("bo"), [memberOf("bo", "Bo Berg")]);
    team.teams.clear();

    await post(toBo);

    expect(team.teams.posts).toMatchObject([{ conversationId: personalChatOf("bo") }]);
  });

  it("is undeliverable when both ways are refused, and nobody sees anything", async () => {
    const { team, post } = await anOutbox();
    Object.assign(team.teams, { takesTargeted: false });
    team.cannotReach("bo");

    await expect(post(toBo)).rejects.toThrow(Undeliverable);

    expect(team.teams.posts).toEqual([]);
  });

  it("carries no refresh, and marks its buttons for the click", async () => {
    const { team, post } = await anOutbox();
    const button = { type: "Action.Execute", verb: "trial/click", data: { id: 1 } };
    const refresh = { action: button };

    await post(toBo, { card: { ...saying("Bara du"), actions: [button], refresh } as never });

    const card = team.sees("bo")[0]?.card;
    expect(card).not.toHaveProperty("refresh");
    const [execute] = objectsIn(card).filter(({ type }) => type === "Action.Execute");
    expect(execute?.data).toMatchObject({ id: 1 });
    expect(isFromTargetedCard(execute?.data)).toBe(true);
    expect(isFromTargetedCard(button.data)).toBe(false);
  });
});
