import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { removeTeam, removeTenant } from "#bot/features/people/personal-data/purge.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { aTeam, idOf, memberOf, TEAM, TENANT, type Team, type TeamStorage } from "../../../support/a-team.ts";
import { aQuestion, text } from "../../../support/cards.ts";
import { everythingStored, lineOf, type StoredDocument } from "../../../support/everything.ts";
import { DAY } from "../../../support/feature-privacy.ts";
import { expectedLifetimes, kindOf } from "../../../support/lifetimes.ts";
import { featureNames, scenarioOf } from "../../../support/scenarios.ts";
import { type Stores, stores } from "../../../support/stores.ts";

const OTHER = "19:others@thread.v2";
const secret = /[Hh]emlig/;

/** A team that has used the features, whose members also have things of each kind in a group chat of their own. */
async function twoTeams(
  parts: { readonly storage?: TeamStorage; readonly now?: string } = {},
  names = featureNames,
): Promise<Team> {
  const team = await aTeam({ leaders: ["anna"], values: ["Hemligt värde"], ...parts });
  await team.as("anna").clicks(peopleVerbs.savePreferences, { wish: "openly" });
  for (const name of names) {
    await scenarioOf(name, "busyHour")(team, () => undefined);
    await team.settle();
  }
  const activity = {
    conversation: { id: OTHER, conversationType: "groupChat", isGroup: true, tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
  };
  team.teams.room(
    OTHER,
    ["anna", "bo"].map((who) => memberOf(who, who)),
  );
  await team
    .as("anna")
    .clicks(pollVerbs.ask, { ...aQuestion(team, { question: "Chattens fråga?" }), teamId: OTHER }, { activity });
  await team.settle();
  return team;
}

/** The things that pointers lead to and that still exist, which removal counts: of the chat, or of all others. */
function eventsIn(items: readonly StoredDocument[], isOfChat: boolean): number {
  const led = items.filter(({ pk, id }) => pk.includes("|user|") && id.startsWith("ref|"));
  const partitions = new Set(
    led.map(({ data }) => String(JSON.parse(data).pk)).filter((pk) => !/^(?:user|team)\|/.test(pk)),
  );
  const things = [...partitions].map((pk) =>
    items
      .filter((one) => one.pk.endsWith(`|${pk}`))
      .map(lineOf)
      .join("\n"),
  );
  return things.filter((documents) => documents !== "" && documents.includes(OTHER) === isOfChat).length;
}

/**
 * What must be gone at once: texts, and documents that name the team. Jobs find nothing when they are due, and documents
 * that live for a day at most expire by themselves. A draft names no team, and is its writer's own for a week.
 */
const leftOf = (teamId: string, items: readonly StoredDocument[]) =>
  items
    .filter(({ pk, id, data }) => !pk.startsWith("due|") && kindOf(pk, id, data) !== "user/draft")
    .filter((one) => secret.test(lineOf(one)) || (lineOf(one).includes(teamId) && !isBrief(one)))
    .map(lineOf);

const isBrief = ({ pk, id, data }: StoredDocument): boolean => {
  const lifetime = expectedLifetimes[kindOf(pk, id, data)];
  return typeof lifetime === "number" && lifetime <= DAY;
};

const partsOf = ({ storage }: Stores) => (storage ? { storage } : {});
const servicesOf = (team: Team) => team.gnista.jobContextFor(TENANT, "test");

describe.each(stores)("removal from %s", (_, openBackend) => {
  it.each(featureNames)(
    "removeTeam removes everything that %s stores about the team",
    { timeout: 60_000 },
    async (name) => {
      const backend = await openBackend();
      const team = await twoTeams(partsOf(backend), [name]);

      await removeTeam(servicesOf(team), allFeatures, TEAM);

      expect(leftOf(TEAM, backend.items(team))).toEqual([]);
    },
  );

  it("removeTeam removes everything of a team, private thanks included, and nothing of another", {
    timeout: 60_000,
  }, async () => {
    const backend = await openBackend();
    const team = await twoTeams(partsOf(backend));
    expect(text(backend.documents(team))).toMatch(secret);
    const others = (lines: readonly string[]) => lines.filter((line) => line.includes("Chattens"));
    const before = others(backend.documents(team)).length;

    const acts = eventsIn(backend.items(team), false);

    const { events } = await removeTeam(servicesOf(team), allFeatures, TEAM);

    expect(acts).toBeGreaterThan(7);
    expect(events).toBe(acts);
    const after = backend.documents(team);
    expect(leftOf(TEAM, backend.items(team))).toEqual([]);
    expect(others(after)).toHaveLength(before);
    expect(text(after)).toContain("openly");
    await removeTeam(servicesOf(team), allFeatures, TEAM);
    await team.at("2026-02-06T09:00:00+01:00");
    expect(leftOf(TEAM, backend.items(team))).toEqual([]);
  });

  it("removeTenant removes everything of a tenant, and nobody of it is left", { timeout: 120_000 }, async () => {
    const backend = await openBackend();
    const team = await twoTeams(partsOf(backend));

    await removeTenant(servicesOf(team), allFeatures);

    const after = backend
      .items(team)
      .filter(({ pk }) => pk.startsWith(`t.${TENANT}|`))
      .filter((one) => !isBrief(one))
      .map(lineOf);
    expect(after).toEqual([]);
    await team.at("2026-02-06T09:00:00+01:00");
    expect(text(backend.documents(team))).not.toMatch(new RegExp(`${idOf("anna")}|${idOf("bo")}|[Hh]emlig`));
  });
});

describe("npm run erase", () => {
  /** The command reads the real clock. */
  const today = { now: new Date().toISOString() };

  const command = (team: Team, ...words: string[]) =>
    promisify(execFile)(process.execPath, [resolve(import.meta.dirname, "../../../../bot/src/erase.ts"), ...words], {
      env: { PATH: process.env.PATH, GNISTA_DATA: dirname(team.file) },
    }).then(
      ({ stdout }) => stdout,
      (error: { stderr: string }) => error.stderr,
    );

  it("npm run erase prints its usage, and refuses when a running Gnista has the file open", {
    timeout: 120_000,
  }, async () => {
    const team = await twoTeams(today);

    expect(await command(team, "--tenant", TENANT)).toContain("npm run erase -- --tenant <tenant id> --everything");
    expect(await command(team, "--tenant", TENANT, "--team", TEAM)).toMatch(/already|another|in use/iu);
  });

  it("npm run erase erases a team, then everything with its keys, and prints how much", {
    timeout: 120_000,
  }, async () => {
    const team = await twoTeams(today);
    const acts = eventsIn(everythingStored(team.file).documents, false);
    await team.gnista.stop();
    await team.store.close();

    const ofTeam = await command(team, "--tenant", TENANT, "--team", TEAM);
    const keysLeft = existsSync(join(dirname(team.file), "keys"));
    const ofAll = await command(team, "--tenant", TENANT, "--everything");

    expect(ofTeam).toContain(`Erased: ${acts} thanks and questions in 1 teams.`);
    expect(keysLeft).toBe(true);
    expect(ofAll).toContain("Erased: 1 thanks and questions");
    const { text: all } = everythingStored(team.file);
    expect(all).not.toMatch(/[Hh]emlig/);
    expect(all).not.toContain(idOf("anna"));
  });

  it("npm run erase promises to erase a person, and reports later how it went", { timeout: 120_000 }, async () => {
    const team = await twoTeams(today);
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
