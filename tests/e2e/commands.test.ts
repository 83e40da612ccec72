import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { text as allOfIt } from "node:stream/consumers";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { scanPartition } from "#bot/core/document-store.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { openLog } from "#bot/log.ts";
import { cachedKeyStore } from "#bot/storage/cached-key-store.ts";
import { openCosmos } from "#bot/storage/cosmos.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { keyVault } from "#bot/storage/key-vault.ts";
import { markInUse } from "#bot/storage/mark-in-use.ts";
import { aTeam, fullName, idOf, TEAM, TENANT, type Team, type TeamStorage } from "../support/a-team.ts";
import { aDraft, aQuestion, idIn, text } from "../support/cards.ts";
import { everythingStored } from "../support/everything.ts";
import { anAzure } from "../support/production.ts";

/*
 * The administrator's commands as written in infra/README.md, run by npm in the checkout, against doubles of Cosmos DB
 * and Key Vault on the wire, which accept the login of `az login`.
 */

vi.setConfig({ testTimeout: 120_000 });

const root = resolve(import.meta.dirname, "../..");
const botId = "00000000-0000-4000-8000-0000000000b0";
const tabId = "00000000-0000-4000-8000-0000000000a0";
const NOWHERE = join(tmpdir(), `gnista-nowhere-${process.pid}`);
const stranger = "99999999-9999-4999-8999-999999999999";

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function anAdministrator() {
  const azure = await anAzure({ botId, tabId, tenantId: TENANT });
  const { cosmos, vault } = azure;
  // The server's settings without those that only a server in Azure has.
  const { IDENTITY_ENDPOINT: _, IDENTITY_HEADER: __, ...settings } = azure.env;
  const signedIn = signedInWith(azure.identities.ownToken);

  async function openStorage() {
    const store = await openCosmos({ ...cosmos, database: "gnista", log: openLog({ level: "silent" }) });
    const url = vault.url.replace("vault.localhost", "127.0.0.1");
    const { credential, client } = vault;
    return { store, keys: await keyVault({ url, credential, client, store, pauseMs: 1 }) };
  }
  const storage: TeamStorage = {
    async openedBy() {
      const { store, keys } = await openStorage();
      await markInUse(store);
      return { store, keys: cachedKeyStore(keys) };
    },
  };

  async function runs(command: string, words: readonly string[], more: Readonly<Record<string, string>> = {}) {
    const { HOME = "", SystemRoot = "", PATH = "" } = process.env;
    const path = [signedIn, dirname(process.execPath), PATH].join(delimiter);
    const child = spawn("npm", ["run", command, "--", ...words], {
      cwd: root,
      env: { HOME, SystemRoot, PATH: path, ...settings, ...more },
      shell: process.platform === "win32",
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    const [stdout, stderr, [code]] = await Promise.all([
      allOfIt(child.stdout),
      allOfIt(child.stderr),
      once(child, "exit"),
    ]);
    return { stdout, stderr, code } satisfies Ran;
  }
  return {
    storage,
    openStorage,
    vault,
    /** One line per document, without the probe that every start stores for a minute. */
    stored: () =>
      cosmos
        .dump()
        .split("\n")
        .filter((line) => !line.includes('"id":"probe"'))
        .join("\n"),
    erases: (...words: string[]) => runs("erase", words),
    runs,
  };
}

/** A folder with a stand-in for Azure's command line, which only returns a token. */
function signedInWith(token: string): string {
  const folder = aFolder();
  const answer = JSON.stringify({ accessToken: token, expires_on: Math.floor(Date.now() / 1000) + 3600 });
  writeFileSync(join(folder, "az"), `#!/bin/sh\necho '${answer}'\n`);
  chmodSync(join(folder, "az"), 0o755);
  writeFileSync(join(folder, "az.cmd"), `@echo ${answer}\r\n`);
  return folder;
}

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-commands-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A team with today's date in which Bo has given and received kudos, has asked a poll and has voted anonymously. */
async function aTeamOfToday(storage?: TeamStorage): Promise<Team> {
  const team = await aTeam({ now: new Date().toISOString(), leaders: ["anna"], ...(storage ? { storage } : {}) });
  await team.where("bo", { wants: "openly" });
  await team.as("bo").clicks(kudosVerbs.give, aDraft(team, { recipients: idOf("cia"), words: "Ord av Bo" }));
  await team.as("anna").clicks(kudosVerbs.give, aDraft(team, { recipients: idOf("bo"), words: "Ord till honom" }));
  await team.as("anna").clicks(pollVerbs.ask, aQuestion(team, { question: "Hemlig fråga?", answers: "anonymous" }));
  await team.settle();
  const pollId = idIn(team.channelPosts().at(-1)?.card, "pollId");
  for (const who of ["bo", "cia", "dan", "eva", "filip"]) {
    await team.as(who).clicks(pollVerbs.vote, { pollId, edition: 0, choices: "0" });
  }
  await team.as("bo").clicks(pollVerbs.ask, aQuestion(team, { question: "Fråga av Bo?", answers: "named" }));
  await team.settle();
  return team;
}

describe("npm run erase, with Cosmos DB", () => {
  it("npm run erase promises to erase a person; the running server erases them, and --report then prints the result", async () => {
    const { storage, stored, erases } = await anAdministrator();
    const team = await aTeamOfToday(storage);
    expect(stored()).toContain(idOf("bo"));

    const promised = await erases("--tenant", TENANT, "--person", idOf("bo").toUpperCase());
    const reference = /--report (\S+)/.exec(promised.stdout)?.[1] ?? "";
    const meanwhile = await erases("--tenant", TENANT, "--report", reference);
    await team.at(new Date(Date.now() + 60_000));
    const afterwards = await erases("--tenant", TENANT, "--report", reference);

    expect(promised).toMatchObject({ code: 0, stderr: "" });
    expect(promised.stdout).toContain("Promised. The running Gnista");
    expect(meanwhile.stdout).toContain("Not done yet.");
    expect(afterwards).toMatchObject({ code: 0, stderr: "" });
    expect(afterwards.stdout).toMatch(/Done at 20\S+Z\. Every posted message was changed\./);
    const remaining = stored()
      .split("\n")
      .filter((line) => line.includes(idOf("bo")) || /Bo Berg|av Bo/.test(line));
    expect(remaining).toEqual([]);
    expect(stored()).toContain(idOf("cia"));
    expect(text(team.channelPosts().map(({ card }) => card))).not.toMatch(new RegExp(`${fullName("bo")}|av Bo`));
  });

  it("npm run erase erases a team, and then the whole tenant, with keys, and prints how much it erased", async () => {
    const { storage, stored, vault, erases } = await anAdministrator();
    await aTeamOfToday(storage);
    expect(vault.secrets().length).toBeGreaterThan(0);

    const ofTeam = await erases("--tenant", TENANT, "--team", TEAM);
    const afterTeam = stored();
    const ofAll = await erases("--tenant", TENANT.toUpperCase(), "--everything");

    expect(ofTeam).toMatchObject({ code: 0, stderr: "" });
    expect(ofTeam.stdout).toContain("Erased: 4 thanks and questions in 1 teams.");
    expect(afterTeam).not.toMatch(/Hemlig|av Bo|till honom/);
    expect(afterTeam).toContain(`user|${idOf("bo")}`);
    expect(ofAll).toMatchObject({ code: 0, stderr: "" });
    expect(ofAll.stdout).toContain("Erased: 0 thanks and questions");
    expect(stored()).not.toMatch(new RegExp(`${idOf("anna")}|${idOf("bo")}|${fullName("bo")}`));
    expect(vault.dump()).toBe("[[],[]]");
  });

  it("npm run erase explains wrong arguments and settings in plain words, and changes nothing", async () => {
    const { storage, stored, runs, vault } = await anAdministrator();
    await aTeamOfToday(storage);
    const before = [stored(), vault.dump()];
    const all = ["--tenant", TENANT, "--everything"];
    const cases: readonly (readonly [RegExp, readonly string[], Readonly<Record<string, string>>?])[] = [
      [/contoso\.example is not a tenant id/, ["--tenant", "contoso.example", "--everything"]],
      [
        new RegExp(`^Nothing of tenant ${stranger} is in gnista at https:`, "m"),
        ["--tenant", stranger, "--everything"],
      ],
      [/^Nothing of team or chat 19:no@thread/m, ["--tenant", TENANT, "--team", "19:no@thread.tacv2"]],
      [/^Nothing has been done\.[\s\S]*KEY_VAULT_URL is missing/m, all, { KEY_VAULT_URL: "" }],
      [/^There is no .*GNISTA_DATA.*COSMOS_ENDPOINT/m, all, { COSMOS_ENDPOINT: "", GNISTA_DATA: NOWHERE }],
    ];

    // Concurrently, because they mostly wait for the vault.
    const ran = await Promise.all(cases.map(([, words, settings]) => runs("erase", words, settings)));

    for (const [nth, { code, stdout, stderr }] of ran.entries()) {
      expect(stderr).toMatch(cases[nth]?.[0] ?? /never/);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(stdout).not.toMatch(/Erased|Promised/);
      expect(code).toBe(1);
    }
    expect([stored(), vault.dump()]).toEqual(before);
    expect(existsSync(NOWHERE)).toBe(false);
  });
});

describe("npm run copy-store", () => {
  async function aStoppedTeam() {
    const team = await aTeamOfToday();
    await team.gnista.stop();
    await team.store.close();
    return { file: team.file, folder: dirname(team.file) };
  }

  it("npm run copy-store copies every document and key, verifies them, and can run again until Gnista has started", async () => {
    const { openStorage, stored, runs } = await anAdministrator();
    const { file, folder } = await aStoppedTeam();
    const { documents } = everythingStored(file);

    const first = await runs("copy-store", [], { GNISTA_DATA: folder });
    const again = await runs("copy-store", [], { GNISTA_DATA: folder });

    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(/^1 keys of open anonymous questions are in https:/m);
    expect(first.stdout).toMatch(
      new RegExp(`^${documents.length} documents in .* this run wrote ${documents.length}\\.`, "m"),
    );
    expect(first.stdout).toContain("Counted and compared: they are alike.");
    expect(again.stdout).toContain("this run wrote 0.");
    const { store, keys } = await openStorage();
    onTestFinished(() => store.close());
    for (const pk of new Set(documents.map((one) => one.pk))) {
      const arrived = (await Array.fromAsync(scanPartition(store, pk))).map(({ id, data }) => ({ pk, id, data }));
      const sent = documents.filter((one) => one.pk === pk).map(({ id, data }) => ({ pk, id, data: JSON.parse(data) }));
      expect(arrived).toEqual(sent);
    }
    const atHome = keyFiles(join(folder, "keys"));
    for (const name of readdirSync(join(folder, "keys"))) {
      expect(await keys.get(name)).toEqual(await atHome.get(name));
    }

    await markInUse(store);
    const lived = stored();
    const tooLate = await runs("copy-store", [], { GNISTA_DATA: folder });

    expect(tooLate.code).toBe(1);
    expect(tooLate.stderr).toContain("Gnista has already run on gnista at https:");
    expect(stored()).toBe(lived);
  });

  it("npm run copy-store explains wrong settings in plain words, and changes nothing", async () => {
    const { openStorage, stored, runs, vault } = await anAdministrator();
    await (await openStorage()).store.close();
    const before = [stored(), vault.dump()];
    const cases: readonly (readonly [RegExp, Readonly<Record<string, string>>])[] = [
      [/COSMOS_ENDPOINT is missing[\s\S]*KEY_VAULT_URL is missing/, { COSMOS_ENDPOINT: "", KEY_VAULT_URL: "" }],
      [/KEY_VAULT_URL is not an https address/, { KEY_VAULT_URL: "gnista-vault" }],
      [/^There is no .*GNISTA_DATA/m, { GNISTA_DATA: NOWHERE }],
    ];

    for (const [why, settings] of cases) {
      const { code, stdout, stderr } = await runs("copy-store", [], { GNISTA_DATA: aFolder(), ...settings });

      expect(stderr).toMatch(why);
      expect(stderr).not.toMatch(/^\s+at |has not started/m);
      expect(stdout).not.toContain("alike");
      expect(code).toBe(1);
      expect([stored(), vault.dump()]).toEqual(before);
    }
    expect(existsSync(NOWHERE)).toBe(false);
  });
});
