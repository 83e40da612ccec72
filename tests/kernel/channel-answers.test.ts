import { expect, it } from "vitest";
import { channelAnswers } from "#bot/kernel/channel-answers.ts";
import { aTeam, TEAM, TENANT, type Team } from "../support/a-team.ts";
import { text } from "../support/cards.ts";

const TOO_OLD = "Det som stod här är för gammalt. Skriv till Gnista igen.";

const answersIn = (team: Team) => channelAnswers(team.gnista.jobContextFor(TENANT, "test"), TEAM);
const channelText = (team: Team) => text(team.channelPosts().map(({ card }) => card));

it("the answer to a command in a channel, which lists names, is taken down after a week, and its record with it", async () => {
  const team = await aTeam();
  await team.as("anna").says("vårt team");
  expect(await answersIn(team)).toHaveLength(1);

  await team.at("2026-02-10T08:59:00+01:00");
  const before = channelText(team);
  await team.at("2026-02-10T09:01:00+01:00");

  expect(before).not.toContain(TOO_OLD);
  expect(channelText(team)).toContain(TOO_OLD);
  expect(await answersIn(team)).toEqual([]);
});

it("an answer in a personal chat is not recorded, because only its reader sees it", async () => {
  const team = await aTeam();

  await team.as("anna").says("inställningar", { inPersonalChat: true });

  expect(await answersIn(team)).toEqual([]);
});
