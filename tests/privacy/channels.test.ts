import { addHours } from "date-fns";
import { describe, expect, it } from "vitest";
import { MAX_OPS } from "#bot/core/document-store.ts";
import { ThanksForm } from "#bot/features/kudos/api.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { QuestionForm } from "#bot/features/polls/api.ts";
import { pollVerbs, type StoredQuestion } from "#bot/features/polls/contract.ts";
import { aTeam, fullName, idOf, TEAM, TENANT, type Team, userIdOf } from "../support/a-team.ts";
import { aDraft, aQuestion, idIn } from "../support/cards.ts";

/** A private channel of the team. Anna and Bo are its only members. */
const ROOM = "19:salary-talks@thread.tacv2";
const inRoom = {
  activity: {
    conversation: { id: ROOM, conversationType: "channel", isGroup: true, tenantId: TENANT },
    channelData: { tenant: { id: TENANT }, team: { id: TEAM, name: "Laget" }, channel: { id: ROOM } },
  },
};
const member = (who: string) => ({
  id: userIdOf(who),
  name: fullName(who),
  objectId: idOf(who),
  userPrincipalName: `${who}@contoso.example`,
  tenantId: TENANT,
  userRole: "user",
});

async function aPrivateChannel() {
  const team = await aTeam({ leaders: ["cia"] });
  team.teams.room(ROOM, [member("anna"), member("bo")]);
  await team.where("bo", { wants: "openly" });
  const posts = () => team.teams.posts.filter(({ conversationId }) => conversationId === ROOM);
  const newest = () => posts().at(-1)?.versions.at(-1)?.activity;

  async function asks(question: string, isDecided: boolean): Promise<string> {
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { question, options: "Ja\nNej" }), inRoom);
    await team.settle();
    const pollId = idIn(newest(), "pollId");
    if (isDecided) {
      await team.as("anna").clicks(pollVerbs.close, { pollId }, inRoom);
      await team.settle();
      await team.as("anna").clicks(pollVerbs.decide, { pollId, outcome: "0", why: "Hemligt skäl" }, inRoom);
      await team.settle();
    }
    return pollId;
  }

  const told = await asks("Hemlig fråga ett?", true);
  const open = await asks("Hemlig fråga två?", false);
  const draft = aDraft(team, { recipients: idOf("bo"), words: "Hemligt tack" });
  await team.as("anna").clicks(kudosVerbs.give, draft, inRoom);
  await team.settle();
  return { team, told, open, kudosId: idIn(newest()) };
}

/** Stores decided polls, one per hour. */
async function decided(team: Team, where: string, questions: readonly string[], from: string): Promise<void> {
  const ops = questions.map((question, hour) => {
    const at = addHours(from, hour).toISOString();
    const asker = { id: idOf("anna"), name: fullName("anna") };
    const line = {
      question,
      asker,
      askerDecides: true,
      state: "decided",
      outcome: "Ja",
      conversationId: where,
    } as const;
    const data: StoredQuestion = { schema: 1, pollId: at, ...line, openedAt: at, closesAt: at, decidedAt: at };
    return { kind: "put", id: `d|${at}|line`, data } as const;
  });
  for (let first = 0; first < ops.length; first += MAX_OPS) {
    await team.store.write(`team|${TEAM}`, ops.slice(first, first + MAX_OPS));
  }
}

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

    const told = new Set<string>();
    for (const channelId of [theirs, "19:nowhere@thread.tacv2", ROOM, unreached]) {
      for (const form of ["question-form?", "thanks-form?", "members?q=b&"]) {
        const { status, body } = await cia.asks(`/teams/${TEAM}/${form}channel=${channelId}`);
        told.add(`${status} ${JSON.stringify({ ...(body as object), instance: "", requestId: "" })}`);
      }
      const sent = [
        await cia.acts(pollVerbs.ask, aQuestion(team, { channelId })),
        await cia.acts(kudosVerbs.give, aDraft(team, { channelId, recipients: [idOf("bo")] })),
      ];
      for (const { status, body } of sent) {
        told.add(`${status} ${JSON.stringify({ ...(body as object), instance: "", requestId: "" })}`);
      }
    }
    await team.settle();

    expect([...told]).toHaveLength(1);
    expect([...told][0]).toMatch(/^403 .*Gnista är inte med i den här kanalen/);
    expect(team.teams.posts).toEqual([]);
  });
});

const pages = [`/teams/${TEAM}/overview`, `/teams/${TEAM}/figures.csv`, "/me/questions"];

/** One after another: opening the team's page makes its polls appear among the person's own. */
async function read(team: Team, who: string): Promise<readonly string[]> {
  const bodies: string[] = [];
  for (const path of pages) {
    bodies.push(JSON.stringify((await team.as(who).asks(path)).body));
  }
  return bodies;
}

describe("the content of a private channel", () => {
  it("shows a private channel's polls and thanks to its members only, not even to the team's leader", async () => {
    const { team } = await aPrivateChannel();

    const [overview, figures, questions] = await read(team, "bo");
    const others = await read(team, "cia");

    expect(overview).toContain("Hemlig fråga ett?");
    expect(overview).toContain("Hemlig fråga två?");
    expect(overview).toContain("Hemligt skäl");
    expect(overview).toContain("Hemligt tack");
    expect(overview).not.toContain(ROOM);
    expect(figures).toContain("Hemlig fråga ett?");
    expect(questions).toContain("Hemlig fråga två?");
    expect(others.join()).not.toMatch(/[Hh]emlig|Ja|19:salary/);
  });

  it("keeps the team's own poll on the page and in the file, however many polls a private channel has", async () => {
    const team = await aTeam();
    team.teams.room(ROOM, [member("anna"), member("bo")]);
    await decided(team, TEAM, ["Hela teamets fråga?"], "2026-01-12T09:00:00Z");
    await decided(team, ROOM, Array<string>(320).fill("Hemlig fråga?"), "2026-01-12T10:00:00Z");

    const page = await team.as("cia").asks(`/teams/${TEAM}/overview`);
    const file = await team.as("cia").asks(`/teams/${TEAM}/figures.csv`);

    const shown = page.body as { decided: readonly { question: string }[] };
    expect(shown.decided.map(({ question }) => question)).toEqual(["Hela teamets fråga?"]);
    expect(String(file.body)).toContain("Hela teamets fråga?");
    expect(String(file.body)).not.toContain("emlig");
  });

  it("other members of the team can neither open, answer nor join anything in a private channel, and read nothing of it", async () => {
    const { team, told, open, kudosId } = await aPrivateChannel();
    const cia = team.as("cia");

    const page = await cia.asks(`/teams/${TEAM}/questions/${told}`);
    const vote = await cia.acts(pollVerbs.vote, { pollId: open, edition: 0, choices: "0" });
    const joined = await cia.acts(kudosVerbs.alsoThank, { kudosId });
    const receipt = await cia.acts(kudosVerbs.receipt, { kudosId });

    expect([page.status, vote.status, joined.status, receipt.status]).toEqual([404, 404, 404, 404]);
    expect(JSON.stringify([page.body, vote.body, joined.body, receipt.body])).not.toMatch(/[Hh]emlig|Bo Berg/);
  });
});
