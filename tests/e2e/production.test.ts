import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { JWTPayload } from "jose";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { pollVerbs } from "#bot/features/polls/contract.ts";
import { openLog } from "#bot/log.ts";
import { openCosmos } from "#bot/storage/cosmos.ts";
import { fakeTeams } from "../support/fake-teams.ts";
import { anAzure, ended, production, started } from "../support/production.ts";
import { outcomesIn } from "./killable.ts";
import {
  asks,
  CHANNEL,
  chatOf,
  from,
  memberOf,
  OPTIONS,
  PEOPLE,
  TEAM,
  TENANT,
  type Thanks,
  thanks,
  type Vote,
  votes,
} from "./load.ts";

// The bundle and the tab are built first, beside whatever else the machine does.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const botId = "00000000-0000-4000-8000-0000000000b0";
const tabId = "00000000-0000-4000-8000-0000000000a0";
const identity = { BOT_ID: botId, BOT_TENANT_ID: TENANT, TAB_CLIENT_ID: tabId, ALLOWED_TENANTS: TENANT };

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-main-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** The bundle with a production's configuration, in an Azure and a Teams of this machine. */
async function deployed() {
  const azure = await anAzure({ botId, tabId, tenantId: TENANT });
  const teams = await fakeTeams(Date.now);
  const members = Array.from({ length: PEOPLE }, (_, who) => memberOf(who));
  teams.room(CHANNEL, members);
  teams.room(TEAM, members);
  for (const [who, member] of members.entries()) {
    teams.room(chatOf(who), [member]);
  }
  onTestFinished(teams.close);
  return {
    ...azure,
    teams,
    async start() {
      const child = await production(azure.env);
      return { child, ...(await started(child)) };
    },
    token: (claims: JWTPayload = {}, options = {}) =>
      azure.identities.botToken({ serviceurl: teams.serviceUrl, ...claims }, options),
  };
}

async function posts(url: string, activity: object, authorization?: string) {
  const response = await fetch(`${url}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(authorization ? { authorization } : {}) },
    body: JSON.stringify(activity),
  });
  return { status: response.status, body: await response.text() };
}

const invoke = ({ who, verb, data }: Clicked, serviceUrl: string) => ({
  ...from(who, serviceUrl),
  type: "invoke",
  name: "adaptiveCard/action",
  value: { action: { type: "Action.Execute", verb, data }, trigger: "manual" },
});

describe("the bundle, half configured", () => {
  it.each(["BOT_ID", "TAB_CLIENT_ID"])("refuses to start without %s, and says what to do", async (name) => {
    const child = await production({ ...identity, GNISTA_DATA: aFolder(), [name]: "" });

    const { said, code } = await ended(child);

    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`^  ${name} is missing: `, "m"));
    expect(said).not.toMatch(/^\s+at /m);
  });

  it("says in plain words that its documents or its port are somebody else's", async () => {
    const GNISTA_DATA = aFolder();
    const { port } = await started(await production({ ...identity, GNISTA_DATA }));

    const [sameFolder, samePort] = await Promise.all([
      ended(await production({ ...identity, GNISTA_DATA })),
      ended(await production({ ...identity, GNISTA_DATA: aFolder(), PORT: String(port) })),
    ]);

    expect(sameFolder.code).toBe(1);
    expect(sameFolder.said).toContain("Another Gnista already uses");
    expect(samePort.code).toBe(1);
    expect(samePort.said).toContain("choose another with PORT");
  });
});

describe("the bundle on one machine", () => {
  it("answers, serves the tab, believes nobody who is not signed, and stops when it is told to", async () => {
    const child = await production({ ...identity, GNISTA_DATA: aFolder() });
    const { url } = await started(child);

    const [health, ready, tab, host] = await Promise.all(
      ["/healthz", "/readyz", "/tab", "/host"].map((path) => fetch(url + path)),
    );
    const unsigned = await posts(url, { type: "message", serviceUrl: "https://smba.example/emea/", text: "hej" });
    const stopped = ended(child);
    child.kill("SIGTERM");

    expect([health?.status, ready?.status, tab?.status, host?.status]).toEqual([200, 200, 200, 404]);
    expect(await tab?.text()).toContain("<script");
    expect(unsigned.status).toBe(401);
    const { code, said } = await stopped;
    expect(said).toBe("");
    // Windows knows no SIGTERM: there the process is ended, and the store's lock with it.
    expect(code).toBe(process.platform === "win32" ? null : 0);
  });
});

describe("the bundle in Azure, with its own identity and no key", () => {
  it("believes Teams, and what is signed otherwise not at all", async () => {
    const { start, token, teams, identities, cosmos, vault } = await deployed();
    const { url, child } = await start();
    const click = invoke(thanks(1, 2, false, new Date()), teams.serviceUrl);
    const tries: readonly [string, string | undefined][] = [
      ["unsigned", undefined],
      ["no token", "Bearer nonsense"],
      ["wrong audience", await bearer(token({ aud: "somebody" }))],
      ["wrong issuer", await bearer(token({ iss: "https://evil.example" }))],
      ["wrong service address", await bearer(token({ serviceurl: "https://evil.example" }))],
      ["expired", await bearer(token({ exp: 1_000 }))],
      ["bad signature", await bearer(token({}, { byStranger: true }))],
    ];

    const refused = new Map<string, number>();
    for (const [what, authorization] of tries) {
      refused.set(what, (await posts(url, click, authorization)).status);
    }
    const good = await posts(url, click, await bearer(token()));
    await vi.waitFor(() => expect(teams.posts).not.toEqual([]), 20_000);
    child.kill("SIGTERM");

    expect(Object.fromEntries(refused)).toEqual(Object.fromEntries(tries.map(([what]) => [what, 401])));
    expect(good).toMatchObject({ status: 200 });
    expect(good.body).toContain("vnd.microsoft.card.adaptive");
    expect(await ended(child)).toEqual({ code: 0, said: "" });
    expect([...identities.resources].map((resource) => new URL(resource).host)).toEqual(
      expect.arrayContaining(["api.botframework.com", "localhost", new URL(cosmos.endpoint).host]),
    );
    expect([...cosmos.refusals, ...vault.refusals]).toEqual([]);
  });

  it("lets the people of its tenants in at the tab, and nobody else", async () => {
    const { start, identities } = await deployed();
    const { url } = await start();
    const somebody = { tid: TENANT, aud: tabId, oid: "00000000-0000-4000-8000-000000000001", name: "Anna" };
    const asks = async (claims: object) => {
      const token = await identities.personToken({ ...somebody, ...claims });
      return (await fetch(`${url}/api/me/preferences`, { headers: { authorization: `Bearer ${token}` } })).status;
    };

    const statuses = [await asks({}), await asks({ tid: randomUUID() }), await asks({ aud: botId })];

    expect(statuses).toEqual([200, 401, 401]);
  });
});

describe("told to stop in the middle of its work", () => {
  it("loses no click that it has acknowledged, sends no card twice or by half, and is gone within ten seconds", async () => {
    const { start, token, teams, cosmos } = await deployed();
    const first = await start();
    const authorization = await bearer(token());
    const makes = async (url: string, click: Clicked): Promise<Answered> => {
      try {
        const { status, body } = await posts(url, invoke(click, teams.serviceUrl), authorization);
        return status === 200 && !body.includes("vnd.microsoft.error")
          ? { isDone: true, body }
          : { isDone: false, body };
      } catch {
        // Nobody listens there any more: Teams would send it to whoever does.
        return { isDone: false, body: "" };
      }
    };
    await posts(first.url, { ...from(0, teams.serviceUrl), type: "installationUpdate", action: "add" }, authorization);
    for (let who = 0; who < PEOPLE; who++) {
      await makes(first.url, { who, verb: peopleVerbs.chooseWish, data: { wish: "openly" } });
    }
    const question = asks(0, true, new Date());
    await makes(first.url, question);
    await vi.waitFor(() => expect(cardsSaying(teams, question.question)).toHaveLength(1), 20_000);

    const given: Thanks[] = [];
    const ballots = new Map<number, Vote>();
    let isOver = false;
    const works = async (worker: number) => {
      for (let n = 0; !isOver; n++) {
        const who = 1 + worker + 6 * (n % 3);
        const click =
          n === 2 || n === 5 || n === 8
            ? thanks(who, 20, false, new Date())
            : votes(who, question.id, n % OPTIONS.length);
        if ((await makes(first.url, click)).isDone) {
          click.kind === "vote" ? ballots.set(who, click) : given.push(click);
        }
      }
    };
    const working = Promise.all(Array.from({ length: 6 }, (_, worker) => works(worker)));
    await vi.waitFor(() => expect(given.length).toBeGreaterThan(9), 20_000);
    first.child.kill("SIGTERM");
    const end = await Promise.race([ended(first.child), sleep(10_000, "still there", { ref: false })]);
    isOver = true;
    await working;

    expect(end).toEqual({ code: 0, said: "" });
    expect(first.lines.join()).toContain("gnista.stopped");
    expect(cardsSaying(teams, question.question)[0], "the last answer is on the card").toContain(
      `${ballots.size} svar hittills`,
    );
    const second = await start();
    for (const { who, choice } of ballots.values()) {
      const { body } = await makes(second.url, { who, verb: pollVerbs.mine, data: { pollId: question.id } });
      expect(body).toContain(`Ditt svar: ${OPTIONS[choice]}`);
    }
    const store = await openCosmos({ ...cosmos, database: "gnista", log: openLog({ level: "silent" }) });
    onTestFinished(store.close);
    await vi.waitFor(async () => {
      const { waiting } = await outcomesIn(store);
      expect(waiting.filter(({ due }) => Date.parse(due) < Date.now())).toEqual([]);
    }, 40_000);
    expect(given.filter(({ words }) => cardsSaying(teams, words).length !== 1)).toEqual([]);
  });
});

interface Clicked {
  readonly who: number;
  readonly verb: string;
  readonly data: object;
}

interface Answered {
  readonly isDone: boolean;
  readonly body: string;
}

/** What stands in the channel now. */
const cardsSaying = (teams: Awaited<ReturnType<typeof fakeTeams>>, words: string): string[] =>
  teams.posts
    .filter(({ conversationId }) => conversationId === CHANNEL)
    .map(({ card }) => JSON.stringify(card) ?? "")
    .filter((card) => card.includes(words));

const bearer = async (token: Promise<string>) => `Bearer ${await token}`;
