import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import type { Feature } from "#bot/core/feature.ts";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { pollJobs } from "#bot/features/polls/store.ts";
import { aTeam, idOf, type Team } from "../support/a-team.ts";
import { countedStorage } from "../support/counted-storage.ts";

/** A team with a store that counts reads. */
async function aCountedTeam() {
  const { storage, readsOf } = countedStorage();
  const team = await aTeam({ storage, features: allFeatures.map(withoutRedraws) });
  return { team, readsOf };
}

/** A redraw runs in parallel with the click, and reads the poll itself. */
function withoutRedraws(feature: Feature): Feature {
  const redraw = feature.jobs?.[pollJobs.redraw];
  return redraw
    ? { ...feature, jobs: { ...feature.jobs, [pollJobs.redraw]: { ...redraw, run: async () => undefined } } }
    : feature;
}

const twice = (reads: readonly string[]) => reads.filter((one, index) => reads.indexOf(one) !== index);

const modes = {
  "an anonymous question": { answers: "anonymous" },
  "a named question": { answers: "named" },
  "a named question whose figures show after the own vote": { answers: "named", results: "afterMyVote" },
} as const;

async function aPoll(team: Team, mode: object): Promise<string> {
  const draft = {
    teamId: team.teamId,
    nonce: mintIdempotencyToken(team.now()),
    question: "Flytta mötet till 9?",
    options: "Ja\nNej",
    ...mode,
  };
  const { body, status } = await team.as("anna").acts(pollVerbs.ask, draft);
  expect(status, JSON.stringify(body)).toBe(200);
  await team.settle();
  return (body as { data: { pollId: string } }).data.pollId;
}

describe("reads within one request", () => {
  it.each(Object.entries(modes))(
    "a vote on %s, first, changed or repeated, reads no document and no key twice",
    async (_, mode) => {
      const { team, readsOf } = await aCountedTeam();
      const pollId = await aPoll(team, mode);
      const vote = (choices: string) => async () => {
        const answer = await team.as("bo").clicks(pollVerbs.vote, { pollId, edition: 0, choices });
        expect(answer.card, JSON.stringify(answer.body)).toBeDefined();
      };

      const first = await readsOf(vote("0"));
      const changed = await readsOf(vote("1"));
      const repeated = await readsOf(vote("1"));

      expect(first).not.toEqual([]);
      expect([twice(first), twice(changed), twice(repeated)]).toEqual([[], [], []]);
    },
  );

  it("a thank-you whose words name its recipients reads no document and no key twice", async () => {
    const { team, readsOf } = await aCountedTeam();
    await team.where("bo", { wants: "openly" });
    await team.where("cia", { wants: "openly" });
    const words = "Tack Bo och Cia för att ni stannade kvar";

    const reads = await readsOf(async () => {
      const answer = await team.as("anna").clicks(kudosVerbs.give, {
        teamId: team.teamId,
        nonce: mintIdempotencyToken(team.now()),
        recipients: [idOf("bo"), idOf("cia")],
        words,
        audience: "team",
      });
      expect(answer.card, JSON.stringify(answer.body)).toBeDefined();
    });

    expect(reads).not.toEqual([]);
    expect(twice(reads)).toEqual([]);
  });

  it.each(["tack", "fraga"])("opening the dialog %s reads no document and no key twice", async (commandId) => {
    const { team, readsOf } = await aCountedTeam();
    await team.as("bo").opens(commandId);

    const reads = await readsOf(() =>
      team.as("bo").opens(commandId, { about: { from: "cia", text: "Klart, tack vare Dan" } }),
    );

    expect(reads).not.toEqual([]);
    expect(twice(reads)).toEqual([]);
  });

  it.each(["tack", "fråga"])("the form of the command %s reads no document and no key twice", async (command) => {
    const { team, readsOf } = await aCountedTeam();

    const reads = await readsOf(async () => {
      const { replies } = await team.as("bo").says(command);
      expect(replies).toHaveLength(1);
    });

    expect(reads).not.toEqual([]);
    expect(twice(reads)).toEqual([]);
  });

  it.each(["/me/preferences", "/teams/:team/overview", "/teams/:team/question-form", "/teams/:team/thanks-form"])(
    "the tab's request %s reads no settings and no team twice",
    async (path) => {
      const { team, readsOf } = await aCountedTeam();

      const reads = await readsOf(async () => {
        const { status, body } = await team.as("bo").asks(path);
        expect(status, JSON.stringify(body)).toBe(200);
      });

      expect(reads).not.toEqual([]);
      expect(twice(reads.filter((one) => /\b(settings|team)$/.test(one)))).toEqual([]);
    },
  );
});
