import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { Weeks } from "#bot/features/pulse/api.ts";
import { aTeam, idOf, TEAM, type Team } from "./a-team.ts";
import { aDraft, aQuestion, idIn } from "./cards.ts";

export const four = ["anna", "bo", "cia", "dan"];

export const five = [...four, "eva"];

/** One act of every kind that is counted. */
export async function acts(team: Team, where: object = {}): Promise<void> {
  const lastPost = () => team.teams.posts.at(-1)?.versions.at(-1)?.activity;
  for (const more of [{ recipients: idOf("bo") }, { kind: "progress" }, { kind: "milestone" }]) {
    await team.as("anna").clicks(kudosVerbs.give, aDraft(team, { recipients: "", ...more }), where);
    await team.settle();
  }
  await team
    .as("anna")
    .clicks(pollVerbs.ask, aQuestion(team, { question: "Flytta mötet?", options: "Ja\nNej" }), where);
  await team.settle();
  const pollId = idIn(lastPost(), "pollId");
  await team.as("anna").clicks(pollVerbs.close, { pollId }, where);
  await team.settle();
  await team.as("anna").clicks(pollVerbs.decide, { pollId, outcome: "0", why: "Fler kan då." }, where);
  await team.settle();
}

export const weeksOf = async (team: Team) => Weeks.parse((await team.as("bo").asks(`/teams/${TEAM}/weeks`)).body);

export const thisWeek = async (team: Team) => (await weeksOf(team)).weeks.at(-1)?.acts;

export const everyKindOnce = { thanks: 1, progress: 1, milestones: 1, questions: 1, decisions: 1 };

export async function aTeamOf(members: readonly string[]): Promise<Team> {
  const team = await aTeam({ members });
  await team.where("bo", { wants: "openly" });
  return team;
}
