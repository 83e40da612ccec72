import { describe, expect, it } from "vitest";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { Weeks } from "#bot/features/pulse/api.ts";
import { noActs } from "#bot/kernel/contract.ts";
import { aTeam, fullName, idOf, TEAM, TENANT, type Team, userIdOf } from "../support/a-team.ts";
import { aDraft, aQuestion, idIn } from "../support/cards.ts";

/* A count of what fewer than five people did would reveal what each of them did. */

const four = ["anna", "bo", "cia", "dan"];
const five = [...four, "eva"];

const CHANNEL = "19:some-of-them@thread.tacv2";
const inChannel = {
  activity: {
    conversation: { id: CHANNEL, conversationType: "channel", isGroup: true, tenantId: TENANT },
    channelData: { tenant: { id: TENANT }, team: { id: TEAM, name: "Laget" }, channel: { id: CHANNEL } },
  },
};

/** One act of every kind that is counted. */
async function acts(team: Team, where: object = {}): Promise<void> {
  const posted = () => team.teams.posts.at(-1)?.versions.at(-1)?.activity;
  for (const more of [{ recipients: idOf("bo") }, { kind: "progress" }, { kind: "milestone" }]) {
    await team.as("anna").clicks(kudosVerbs.give, aDraft(team, { recipients: "", ...more }), where);
    await team.settle();
  }
  await team
    .as("anna")
    .clicks(pollVerbs.ask, aQuestion(team, { question: "Flytta mötet?", options: "Ja\nNej" }), where);
  await team.settle();
  const pollId = idIn(posted(), "pollId");
  await team.as("anna").clicks(pollVerbs.close, { pollId }, where);
  await team.settle();
  await team.as("anna").clicks(pollVerbs.decide, { pollId, outcome: "0", why: "Fler kan då." }, where);
  await team.settle();
}

const weeksOf = async (team: Team) => Weeks.parse((await team.as("bo").asks(`/teams/${TEAM}/weeks`)).body);
const thisWeek = async (team: Team) => (await weeksOf(team)).weeks.at(-1)?.acts;
const fileOf = async (team: Team, language = "sv") =>
  String(
    (await team.as("bo").asks(`/teams/${TEAM}/figures.csv`, { headers: { "accept-language": language } })).body,
  ).split("\r\n");

const everyKindOnce = { thanks: 1, progress: 1, milestones: 1, questions: 1, decisions: 1 };

async function aTeamOf(members: readonly string[]): Promise<Team> {
  const team = await aTeam({ members });
  await team.where("bo", { wants: "openly" });
  return team;
}

describe("a team of fewer than five people", () => {
  it("a team of fewer than five sees no counts on its page or in its file, which lists the outcomes and says why", async () => {
    const team = await aTeamOf(four);

    await acts(team);

    expect(await weeksOf(team)).toEqual({ shows: "tooFew", weeks: [] });
    const [head, why, ...outcomes] = await fileOf(team);
    expect(head).toContain('"Vecka";"Dag";"Tack"');
    expect(why).toMatch(/^"Ni är färre än fem[^"]*"(;""){9}$/);
    expect(outcomes).toEqual(['"2026-W06";"2026-02-03";"";"";"";"";"";"Flytta mötet?";"Ja";"Fler kan då."', ""]);
    expect((await fileOf(team, "en"))[1]).toMatch(/^"There are fewer than five of you/);
  });

  it("a team that shrinks below five sees no counts, and sees them again when it has five", async () => {
    const team = await aTeamOf(five);
    await acts(team);

    await team.has(four);
    const shrunk = [await weeksOf(team), await fileOf(team)] as const;
    await team.has(five);

    expect(shrunk[0]).toEqual({ shows: "tooFew", weeks: [] });
    expect(shrunk[1].filter((line) => /"\d+"/.test(line))).toEqual([]);
    expect(await thisWeek(team)).toEqual(everyKindOnce);
  });

  it("acts of a team of fewer than five are never counted, not even after the team has grown", async () => {
    const team = await aTeamOf(four);
    await acts(team);
    const counted = (await team.store.range(`team|${TEAM}`, { from: "w|", to: "w~" })).items;

    await team.has(five);

    expect(counted).toEqual([]);
    expect(await thisWeek(team)).toEqual(noActs);
    await acts(team);
    expect(await thisWeek(team)).toEqual(everyKindOnce);
  });
});

describe("a channel with its own members", () => {
  const room = (team: Team, members: readonly string[]) =>
    team.teams.room(
      CHANNEL,
      members.map((who) => ({
        id: userIdOf(who),
        name: fullName(who),
        objectId: idOf(who),
        tenantId: TENANT,
        userRole: "user",
      })),
    );

  it("acts in a channel with its own members are counted for the team only when five are in the channel", async () => {
    const team = await aTeamOf([...five, "filip"]);
    room(team, four);
    await acts(team, inChannel);
    const ofFour = await thisWeek(team);

    room(team, five);
    team.gnista.jobContextFor(TENANT, "test").roster.forget(CHANNEL);
    await acts(team, inChannel);

    expect(ofFour).toEqual(noActs);
    expect(await thisWeek(team)).toEqual(everyKindOnce);
  });

  it("acts in a channel of five are not counted when the team has fewer than five", async () => {
    const team = await aTeamOf(four);
    room(team, [...four, "zoe", "ylva"]);

    await acts(team, inChannel);

    expect((await team.store.range(`team|${TEAM}`, { from: "w|", to: "w~" })).items).toEqual([]);
  });
});
