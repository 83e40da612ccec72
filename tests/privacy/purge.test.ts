import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { features } from "#bot/all-features.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { removeTeam, removeTenant } from "#bot/features/people/personal-data/purge.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, idOf, TEAM, TENANT, type Team, type TeamStorage } from "../support/a-team.ts";
import { aDraft, aQuestion, idIn, text } from "../support/cards.ts";
import { everythingStored } from "../support/everything.ts";
import { stores } from "../support/stores.ts";

const OTHER = "19:others@thread.v2";
const secret = /[Hh]emlig/;

/** A team with thanks and polls of every kind, whose members also have a group chat of their own. */
async function twoTeams(storage?: TeamStorage): Promise<Team> {
  const team = await aTeam({ leaders: ["anna"], values: ["Hemligt värde"], ...(storage ? { storage } : {}) });
  await team.as("anna").clicks(peopleVerbs.savePreferences, { wish: "openly" });
  for (const audience of ["team", "private"]) {
    const draft = aDraft(team, { recipients: idOf("bo"), words: "Hemliga ord", audience });
    await team.as("anna").clicks(kudosVerbs.give, draft);
    await team.settle();
  }
  await team
    .as("cia")
    .clicks(kudosVerbs.give, aDraft(team, { recipients: idOf("dan"), words: "Hemliga ord", audience: "private" }));
  for (const answers of ["named", "anonymous"]) {
    await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { question: "Hemlig fråga?", answers }));
    await team.settle();
    const pollId = idIn(team.channelPosts().at(-1)?.card, "pollId");
    for (const who of ["bo", "cia", "dan", "eva", "filip"]) {
      await team.as(who).clicks(pollVerbs.vote, { pollId, edition: 0, choices: "0" });
    }
  }
  await team.settle();
  const inChat = {
    activity: {
      conversation: { id: OTHER, conversationType: "groupChat", isGroup: true, tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
    },
  };
  team.teams.room(
    OTHER,
    ["anna", "bo"].map((who) => ({
      id: `29:${who}`,
      name: who,
      objectId: idOf(who),
      tenantId: TENANT,
      userRole: "user",
    })),
  );
  await team
    .as("anna")
    .clicks(pollVerbs.ask, { ...aQuestion(team, { question: "Chattens fråga?" }), teamId: OTHER }, inChat);
  await team.settle();
  return team;
}

const ofTheTenant = (lines: readonly string[]) => lines.filter((line) => line.includes(`t.${TENANT}|`));
const servicesOf = (team: Team) => team.gnista.jobContextFor(TENANT, "test");

describe.each(stores)("removal from %s", (_, openBackend) => {
  it("removeTeam removes everything of a team, private thanks included, and nothing of another", {
    timeout: 60_000,
  }, async () => {
    const backend = await openBackend();
    const team = await twoTeams(backend.storage);
    expect(text(backend.documents(team))).toMatch(secret);
    const others = (lines: readonly string[]) => lines.filter((line) => line.includes("Chattens"));
    const before = others(backend.documents(team)).length;

    const { events } = await removeTeam(servicesOf(team), features, TEAM);

    expect(events).toBe(5);
    const after = backend.documents(team);
    expect(after.filter((line) => secret.test(line))).toEqual([]);
    expect(ofTheTenant(after).filter((line) => line.includes(TEAM) && !line.includes("|said"))).toEqual([]);
    expect(others(after)).toHaveLength(before);
    expect(text(after)).toContain("openly");
    await removeTeam(servicesOf(team), features, TEAM);
    await team.at("2026-02-06T09:00:00+01:00");
    expect(backend.documents(team).filter((line) => secret.test(line))).toEqual([]);
  });

  it("removeTenant removes everything of a tenant, and nobody of it is left", { timeout: 120_000 }, async () => {
    const backend = await openBackend();
    const team = await twoTeams(backend.storage);

    await removeTenant(servicesOf(team), features);

    const after = ofTheTenant(backend.documents(team)).filter(
      (line) => !line.includes(`|said`) && !/\|?due\|/.test(line),
    );
    expect(after).toEqual([]);
    await team.at("2026-02-06T09:00:00+01:00");
    expect(text(backend.documents(team))).not.toMatch(new RegExp(`${idOf("anna")}|${idOf("bo")}|[Hh]emlig`));
  });
});

describe("npm run erase", () => {
  const command = (team: Team, ...words: string[]) =>
    promisify(execFile)(process.execPath, [resolve(import.meta.dirname, "../../bot/src/erase.ts"), ...words], {
      env: { PATH: process.env.PATH, GNISTA_DATA: dirname(team.file) },
    }).then(
      ({ stdout }) => stdout,
      (error: { stderr: string }) => error.stderr,
    );

  it("npm run erase prints its usage, and refuses when a running Gnista has the file open", {
    timeout: 120_000,
  }, async () => {
    const team = await twoTeams();

    expect(await command(team, "--tenant", TENANT)).toContain("npm run erase -- --tenant <tenant id> --everything");
    expect(await command(team, "--tenant", TENANT, "--team", TEAM)).toMatch(/already|another|in use/iu);
  });

  it("npm run erase erases a team, then everything with its keys, and prints how much", {
    timeout: 120_000,
  }, async () => {
    const team = await twoTeams();
    await team.gnista.stop();
    await team.store.close();

    const ofTeam = await command(team, "--tenant", TENANT, "--team", TEAM);
    const keysLeft = existsSync(join(dirname(team.file), "keys"));
    const ofAll = await command(team, "--tenant", TENANT, "--everything");

    expect(ofTeam).toContain("Erased: 5 thanks and questions in 1 teams.");
    expect(keysLeft).toBe(true);
    expect(ofAll).toContain("Erased: 1 thanks and questions");
    const { text: all } = everythingStored(team.file);
    expect(all).not.toMatch(/[Hh]emlig/);
    expect(all).not.toContain(idOf("anna"));
  });

  it("npm run erase promises to erase a person, and reports later how it went", { timeout: 120_000 }, async () => {
    const team = await twoTeams();
    await team.gnista.stop();
    await team.store.close();

    const promised = await command(team, "--tenant", TENANT, "--person", idOf("bo").toUpperCase());
    const reference = /--report (\S+)/.exec(promised)?.[1] ?? "";
    const report = await command(team, "--tenant", TENANT, "--report", reference);
    const unknown = await command(team, "--tenant", TENANT, "--report", "nothing");
    const address = await command(team, "--tenant", TENANT, "--person", "bo@contoso.example");

    expect(promised).toContain("Promised.");
    expect(report).toContain("Not done yet.");
    expect(unknown).toContain("no such reference");
    expect(address).toContain("no Entra object id");
    expect(everythingStored(team.file).documents.filter(({ id }) => id.startsWith("at|")).length).toBeGreaterThan(0);
  });
});
