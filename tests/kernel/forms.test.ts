import { describe, expect, it } from "vitest";
import { ThanksForm } from "#bot/features/kudos/api.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { QuestionForm } from "#bot/features/polls/api.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aPrivateChannel, inRoom, member, ROOM } from "../support/a-private-channel.ts";
import { aTeam, fullName, idOf, TEAM, TENANT } from "../support/a-team.ts";
import { aDraft, aQuestion } from "../support/cards.ts";

/** A channel of the whole team in which nobody has used Gnista yet. */
const PROJECT = "19:project@thread.tacv2";

describe("forms in a channel's tab", () => {
  it("a form sent from a private channel's tab posts in that channel, and offers only its members", async () => {
    const { team } = await aPrivateChannel();
    const anna = team.as("anna");
    const questions = QuestionForm.parse((await anna.asks(`/teams/${TEAM}/question-form?channel=${ROOM}`)).body);
    const thanks = ThanksForm.parse((await anna.asks(`/teams/${TEAM}/thanks-form?channel=${ROOM}`)).body);
    const found = await anna.asks(`/teams/${TEAM}/members?q=c&channel=${ROOM}`);
    team.teams.clear();

    await anna.acts(pollVerbs.ask, aQuestion(team, { channelId: ROOM, question: "Vem får vad?" }));
    await anna.acts(kudosVerbs.give, aDraft(team, { channelId: ROOM, recipients: [idOf("bo")] }));
    await team.settle();

    expect(thanks.members.map(({ name }) => name)).toEqual([fullName("bo")]);
    expect(JSON.stringify(found.body)).not.toContain(fullName("cia"));
    expect(Object.values(questions.mayBeAnonymous)).toEqual([false, false, false]);
    expect(new Set(team.teams.posts.map(({ conversationId }) => conversationId))).toEqual(new Set([ROOM]));
    expect(team.teams.posts).toHaveLength(2);
  });

  it("a form sent from a channel's tab posts in that channel, although nobody has used Gnista there before", async () => {
    const team = await aTeam();
    team.teams.room(PROJECT, ["anna", "bo", "cia"].map(member));
    team.teams.channels(TEAM, [TEAM, PROJECT]);

    const { status } = await team.as("anna").acts(pollVerbs.ask, aQuestion(team, { channelId: PROJECT }));
    await team.settle();

    expect(status).toBe(200);
    expect(team.teams.posts.map(({ conversationId }) => conversationId)).toEqual([PROJECT]);
  });

  it("refuses a form with one and the same error for another team's channel, an unknown one, and one without the sender", async () => {
    const { team } = await aPrivateChannel();
    const theirs = "19:theirs@thread.tacv2";
    const unreached = "19:unreached@thread.tacv2";
    team.teams.room(theirs, [member("cia"), member("zoe")]);
    const channelData = { tenant: { id: TENANT }, team: { id: "19:others@thread.tacv2" }, channel: { id: theirs } };
    await team.as("zoe").says("hjälp", {
      activity: { conversation: { ...inRoom.activity.conversation, id: theirs }, channelData },
    });
    team.teams.room(unreached, [member("cia")], false);
    team.teams.channels(TEAM, [TEAM, unreached]);
    await team.settle();
    team.teams.clear();
    const cia = team.as("cia");

    const messages = new Set<string>();
    for (const channelId of [theirs, "19:nowhere@thread.tacv2", ROOM, unreached]) {
      for (const form of ["question-form?", "thanks-form?", "members?q=b&"]) {
        const { status, body } = await cia.asks(`/teams/${TEAM}/${form}channel=${channelId}`);
        messages.add(`${status} ${JSON.stringify({ ...(body as object), instance: "", requestId: "" })}`);
      }
      const sent = [
        await cia.acts(pollVerbs.ask, aQuestion(team, { channelId })),
        await cia.acts(kudosVerbs.give, aDraft(team, { channelId, recipients: [idOf("bo")] })),
      ];
      for (const { status, body } of sent) {
        messages.add(`${status} ${JSON.stringify({ ...(body as object), instance: "", requestId: "" })}`);
      }
    }
    await team.settle();

    expect([...messages]).toHaveLength(1);
    expect([...messages][0]).toMatch(/^403 .*Gnista är inte med i den här kanalen/);
    expect(team.teams.posts).toEqual([]);
  });
});
