import { describe, expect, it } from "vitest";
import { TryLater } from "#bot/core/outbox.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { pollsFeature } from "#bot/features/polls/feature.ts";
import { idOf, TENANT, type Team } from "../../../support/a-team.ts";
import {
  ANSWER_DUE,
  allVote,
  aMeetingPoll,
  aMonday,
  aPoll,
  CLOSES,
  decides,
  fika,
  overview,
  privateTexts,
  question,
  REMINDED,
  replies,
} from "../a-question.ts";

/** Runs every repeatable job twice concurrently and once more, outside the scheduler. */
async function runAgain(team: Team): Promise<void> {
  const { items } = await team.store.range(`user|${idOf("anna")}`, { from: "ref|", to: "ref~" });
  const [pk] = items.map(({ data }) => (data as { pk: string }).pk);
  const services = () => team.gnista.jobContextFor(TENANT, "again");
  const run = async (name: string) => {
    try {
      await pollsFeature.jobs?.[name]?.run(services(), { pk: pk ?? "", id: "poll" });
    } catch (error) {
      if (!(error instanceof TryLater)) {
        throw error;
      }
    }
  };
  const repeated = ["polls/share", "polls/close", "polls/clean-up", "polls/redraw", "polls/owed"];
  await team.skippingWaits(async () => {
    await Promise.all(repeated.flatMap((name) => [run(name), run(name)]));
    await team.settle();
    for (const name of repeated) {
      await run(name);
    }
  });
}

/** The number of attempts to message the person in private. */
const messagesTo = (team: Team, who: string): number =>
  team.teams.calls.filter(
    ({ method, path, body }) =>
      method === "POST" && (path.includes(`a:${who}/`) || JSON.stringify(body).includes(`"29:${who}"`)),
  ).length;

it("posts each card, private card, reply and figure once when every job runs twice, one after another and concurrently", async () => {
  const team = await aMonday();
  await team.as("anna").clicks(pollVerbs.ask, aPoll(team, fika));
  await runAgain(team);
  await allVote(team, { bo: 0, cia: 1, dan: 0, eva: 1, filip: 0 });
  const { pollId } = question(team);
  await team.as("anna").clicks(pollVerbs.close, { pollId });
  await runAgain(team);
  await team.as("anna").clicks(pollVerbs.decide, { pollId, outcome: "0", why: "Flest." }, { in: "personal" });
  await runAgain(team);
  await team.settle();
  await runAgain(team);

  expect(team.channelPosts().filter(({ threadId }) => threadId === undefined)).toHaveLength(1);
  expect(question(team).words).toContain("Så blir det: Bulle\nVarför: Flest.\nBulle\n3\nFrukt\n2\n5 svar.");
  expect(replies(team)).toEqual(["Så blir det: Bulle. Varför: Flest."]);
  expect(team.personalPosts("anna")).toHaveLength(1);
  const weeks = (await team.store.range(`team|${team.teamId}`, { from: "w|", to: "w~" })).items;
  expect(weeks).toMatchObject([{ data: { acts: { questions: 1, decisions: 1 } } }]);
});

describe("an asker or a channel that Gnista cannot reach", () => {
  it("asks an unreachable asker for the outcome on the channel's card and in the tab, and does not retry repeatedly", async () => {
    const team = await aMeetingPoll();
    team.cannotReach("anna");

    await team.at(CLOSES);
    const atTheClose = messagesTo(team, "anna");
    await team.at(ANSWER_DUE);
    await team.at("2026-02-20T12:00:00+01:00");

    expect(atTheClose).toBe(1);
    expect(messagesTo(team, "anna")).toBe(2);
    expect(question(team).words).toContain("Lämna besked");
    expect((await overview(team, "anna")).owed).toMatchObject([{ isMine: true }]);
    await decides(team, "anna", { outcome: "0" });
    expect(replies(team)).toEqual(["Så blir det: Ja. Varför: För att ni sa så."]);
    expect(team.logs().filter((line) => line.includes("due.bug"))).toEqual([]);
  });

  it.each([
    ["anna", "in Swedish", "Din fråga kunde inte ställas i kanalen, för Gnista är inte med där."],
    ["bo", "in English", "Your question couldn't be asked in the channel, because Gnista isn't in it."],
  ])(
    "tells the asker once that Gnista is not in the channel and what to do, and sends nothing else (%s, %s)",
    async (who, _, says) => {
      const team = await aMonday();
      await team.as("bo").clicks(peopleVerbs.savePreferences, { locale: "en" }, { in: "personal" });
      await team.as(who).says("fråga Flytta mötet till 9?");
      team.seats(false);

      await team.settle();
      await team.at(REMINDED);
      await team.at(CLOSES);
      await team.at(ANSWER_DUE);
      team.seats(true);

      expect(privateTexts(team, who)).toEqual([expect.stringContaining(says)]);
      expect(privateTexts(team, who)[0]).toContain("Flytta mötet till 9?");
      expect(team.channelPosts()).toEqual([]);
      expect(await overview(team, "cia")).toMatchObject({ owed: [], open: [], decided: [] });
    },
  );

  it("tells the asker that Gnista is not in the channel even when Teams is busy at that moment", async () => {
    const team = await aMonday();
    await team.as("anna").says("fråga Flytta mötet till 9?");
    team.seats(false);
    team.teams.fail({ status: 503, times: 2, fits: ({ path }) => path.includes("a:anna") });

    await team.settle();
    await team.at("2026-02-02T09:05:00+01:00");
    await team.at("2026-02-02T09:30:00+01:00");

    expect(privateTexts(team, "anna")).toEqual([expect.stringContaining("Din fråga kunde inte ställas i kanalen")]);
  });
});
