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
import { anAzure, startProduction, waitForExit, waitUntilStarted } from "../support/production.ts";
import { dueWorkIn } from "./killable.ts";
import {
  asks,
  CHANNEL,
  chatOf,
  from,
  idOf,
  memberOf,
  nameOf,
  OPTIONS,
  PEOPLE,
  TEAM,
  TENANT,
  type Thanks,
  thanks,
  type Vote,
  votes,
} from "./load.ts";

// The bundle and the tab are built first, on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const botId = "00000000-0000-4000-8000-0000000000b0";
const tabId = "00000000-0000-4000-8000-0000000000a0";
const identity = { BOT_ID: botId, BOT_TENANT_ID: TENANT, TAB_CLIENT_ID: tabId, ALLOWED_TENANTS: TENANT };

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-main-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Runs the bundle with a production configuration, against doubles of Azure and Teams on this machine. */
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
    async start(more: Readonly<Record<string, string>> = {}) {
      const child = await startProduction({ ...azure.env, ...more });
      return { child, ...(await waitUntilStarted(child)) };
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

describe("the bundle, incompletely configured", () => {
  it.each(["BOT_ID", "TAB_CLIENT_ID"])(
    "the bundle refuses to start without %s, and explains what to do",
    async (name) => {
      const child = await startProduction({ ...identity, GNISTA_DATA: aFolder(), [name]: "" });

      const { stderr, code } = await waitForExit(child);

      expect(code).toBe(1);
      expect(stderr).toMatch(new RegExp(`^  ${name} is missing: `, "m"));
      expect(stderr).not.toMatch(/^\s+at /m);
    },
  );

  it("the bundle explains in plain words that another process uses its data folder or its port", async () => {
    const GNISTA_DATA = aFolder();
    const { port } = await waitUntilStarted(await startProduction({ ...identity, GNISTA_DATA }));

    const [sameFolder, samePort] = await Promise.all([
      waitForExit(await startProduction({ ...identity, GNISTA_DATA })),
      waitForExit(await startProduction({ ...identity, GNISTA_DATA: aFolder(), PORT: String(port) })),
    ]);

    expect(sameFolder.code).toBe(1);
    expect(sameFolder.stderr).toContain("Another Gnista already uses");
    expect(samePort.code).toBe(1);
    expect(samePort.stderr).toContain("choose another with PORT");
  });
});

describe("the bundle on one machine", () => {
  it("the bundle answers, serves the tab, rejects unsigned activities, and stops on SIGTERM", async () => {
    const child = await startProduction({ ...identity, GNISTA_DATA: aFolder() });
    const { url } = await waitUntilStarted(child);

    const [health, ready, tab, host] = await Promise.all(
      ["/healthz", "/readyz", "/tab", "/host"].map((path) => fetch(url + path)),
    );
    const unsigned = await posts(url, { type: "message", serviceUrl: "https://smba.example/emea/", text: "hej" });
    const stopped = waitForExit(child);
    child.kill("SIGTERM");

    expect([health?.status, ready?.status, tab?.status, host?.status]).toEqual([200, 200, 200, 404]);
    expect(await tab?.text()).toContain("<script");
    expect(unsigned.status).toBe(401);
    const { code, stderr } = await stopped;
    expect(stderr).toBe("");
    // Windows has no SIGTERM: the process is terminated there, which also releases the store's lock.
    expect(code).toBe(process.platform === "win32" ? null : 0);
  });
});

describe("the bundle in Azure, with a managed identity and no key", () => {
  it("the bundle accepts activities with Teams' signature and rejects all others", async () => {
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
    expect(await waitForExit(child)).toEqual({ code: 0, stderr: "" });
    expect([...identities.resources].map((resource) => new URL(resource).host)).toEqual(
      expect.arrayContaining(["api.botframework.com", "localhost", new URL(cosmos.endpoint).host]),
    );
    expect([...cosmos.refusals, ...vault.refusals]).toEqual([]);
  });

  it("the bundle answers a message and opens a form for Teams", async () => {
    const { start, token, teams } = await deployed();
    const { url } = await start();
    const authorization = await bearer(token());
    const sends = (activity: object) => posts(url, { ...from(1, teams.serviceUrl), ...activity }, authorization);
    const fetchTask = { type: "invoke", name: "composeExtension/fetchTask", value: { commandId: "tack" } };

    const installed = await sends({ type: "installationUpdate", action: "add" });
    const answered = await sends({ type: "message", id: "1", text: "<at>Gnista</at> hjälp" });
    const form = await sends(fetchTask);

    expect([installed.status, answered.status, form.status]).toEqual([200, 200, 200]);
    expect(JSON.stringify(teams.posts.filter(({ replyToId }) => replyToId === "1"))).toContain("Tacka");
    expect(form.body).toContain("Input.Text");
  });

  it("the tab's API accepts people of the allowed tenants and rejects everybody else", async () => {
    const { start, identities } = await deployed();
    const { url } = await start();
    const somebody = { tid: TENANT, aud: tabId, oid: "00000000-0000-4000-8000-000000000001", name: "Anna" };
    const asks = async (claims: object) => {
      const token = await identities.personToken({ ...somebody, ...claims });
      return (await fetch(`${url}/api/me/preferences`, { headers: { authorization: `Bearer ${token}` } })).status;
    };

    const others = [{ tid: randomUUID() }, { aud: botId }, { azp: randomUUID() }];
    const statuses = [await asks({}), ...(await Promise.all(others.map(asks)))];

    expect(statuses).toEqual([200, 401, 401, 401]);
  });
});

describe("the bundle, stopped in the middle of its work", () => {
  it("a stopped server loses no acknowledged click, posts no card twice or incompletely, and ends within ten seconds", async () => {
    const { start, token, teams, cosmos } = await deployed();
    const first = await start();
    const authorization = await bearer(token());
    const sendClick = async (url: string, click: Clicked): Promise<Answered> => {
      try {
        const { status, body } = await posts(url, invoke(click, teams.serviceUrl), authorization);
        return status === 200 && !body.includes("vnd.microsoft.error")
          ? { isDone: true, body }
          : { isDone: false, body };
      } catch {
        // The server no longer listens: Teams would send the click to another instance.
        return { isDone: false, body: "" };
      }
    };
    await posts(first.url, { ...from(0, teams.serviceUrl), type: "installationUpdate", action: "add" }, authorization);
    for (let who = 0; who < PEOPLE; who++) {
      await sendClick(first.url, { who, verb: peopleVerbs.chooseWish, data: { wish: "openly" } });
    }
    const question = asks(0, true, new Date());
    await sendClick(first.url, question);
    await vi.waitFor(() => expect(cardsSaying(teams, question.question)).toHaveLength(1), 20_000);

    const given: Thanks[] = [];
    const ballots = new Map<number, Vote>();
    let isOver = false;
    const runWorker = async (worker: number) => {
      for (let n = 0; !isOver; n++) {
        const who = 1 + worker + 6 * (n % 3);
        const click =
          n === 2 || n === 5 || n === 8
            ? thanks(who, 20, false, new Date())
            : votes(who, question.id, n % OPTIONS.length);
        if ((await sendClick(first.url, click)).isDone) {
          click.kind === "vote" ? ballots.set(who, click) : given.push(click);
        }
      }
    };
    const working = Promise.all(Array.from({ length: 6 }, (_, worker) => runWorker(worker)));
    await vi.waitFor(() => expect(given.length).toBeGreaterThan(9), 20_000);
    first.child.kill("SIGTERM");
    const end = await Promise.race([waitForExit(first.child), sleep(10_000, "still there", { ref: false })]);
    isOver = true;
    await working;

    expect(end).toEqual({ code: 0, stderr: "" });
    expect(first.lines.join()).toContain("gnista.stopped");
    expect(cardsSaying(teams, question.question)[0], "the last answer is on the card").toContain(
      `${ballots.size} svar hittills`,
    );
    const second = await start();
    for (const { who, choice } of ballots.values()) {
      const { body } = await sendClick(second.url, { who, verb: pollVerbs.mine, data: { pollId: question.id } });
      expect(body).toContain(`Ditt svar: ${OPTIONS[choice]}`);
    }
    const store = await openCosmos({ ...cosmos, database: "gnista", log: openLog({ level: "silent" }) });
    onTestFinished(store.close);
    await vi.waitFor(async () => {
      const { pending } = await dueWorkIn(store);
      expect(pending.filter(({ due }) => Date.parse(due) < Date.now())).toEqual([]);
    }, 40_000);
    expect(given.filter(({ words }) => cardsSaying(teams, words).length !== 1)).toEqual([]);
  });
});

describe("a day with every kind of activity, at the most detailed log level", () => {
  it("the log and the metrics contain no name, no written words, no person's id, no token and no mail address", async () => {
    const { start, token, teams, identities, cosmos, insights } = await deployed();
    const { url, child, lines } = await start({ LOG_LEVEL: "trace" });
    const authorization = await bearer(token());
    const sends = (activity: object, by = authorization) => posts(url, activity, by);
    const somebody = { tid: TENANT, aud: tabId, oid: idOf(1), name: nameOf(1), upn: MAIL, scp: "access_as_user" };
    const person = await identities.personToken(somebody);
    const asksTab = (path: string, init: RequestInit = {}) =>
      fetch(`${url}/api${path}`, {
        ...init,
        headers: { authorization: `Bearer ${person}`, "content-type": "application/json" },
      });
    const says = (who: number, words: string) =>
      sends({ ...from(who, teams.serviceUrl), type: "message", text: `<at>Gnista</at> ${words}` });
    const dialog = (name: string, value: object) =>
      sends({ ...from(3, teams.serviceUrl), type: "invoke", name: `composeExtension/${name}`, value });
    const message = {
      body: { contentType: "html", content: `${SECRET} ${MAIL}` },
      from: { user: { displayName: nameOf(4) } },
    };

    await sends({ ...from(0, teams.serviceUrl), type: "installationUpdate", action: "add" });
    await sends(invoke({ who: 2, verb: peopleVerbs.chooseWish, data: { wish: "openly" } }, teams.serviceUrl));
    const question = asks(0, true, new Date());
    const secretQuestion = asks(5, false, new Date());
    for (const click of [
      thanks(1, 2, false, new Date()),
      thanks(1, 3, true, new Date()),
      question,
      secretQuestion,
      votes(2, question.id, 0),
      votes(3, secretQuestion.id, 1),
      { who: 1, verb: `${SECRET}/${nameOf(1)}`, data: { words: SECRET } },
      { who: 9, verb: pollVerbs.close, data: { pollId: question.id } },
      { who: 1, verb: "kudos/give", data: { teamId: TEAM, nonce: SECRET, recipients: MAIL, words: SECRET.repeat(90) } },
    ]) {
      await sends(invoke(click, teams.serviceUrl));
    }
    await says(6, `tack ${nameOf(7)} för ${SECRET}`);
    await says(6, `fråga ${SECRET} ${MAIL}?`);
    await says(6, `${SECRET}: vad är det?`);
    await dialog("fetchTask", { commandId: "tack", commandContext: "message", messagePayload: message });
    await dialog("submitAction", { commandId: "tack", data: { verb: "kudos/give", words: SECRET, recipients: MAIL } });
    await sends({
      type: "invoke",
      name: SECRET,
      from: { name: nameOf(8) },
      channelId: "msteams",
      serviceUrl: teams.serviceUrl,
    });
    await sends({ ...from(1, teams.serviceUrl), type: "message", text: SECRET }, `Bearer ${person}`);
    for (const path of [
      "/me/data",
      "/me/preferences",
      `/teams/${encodeURIComponent(TEAM)}/overview`,
      `/teams/${SECRET}/overview`,
    ]) {
      await asksTab(path);
    }
    await asksTab("/acts", {
      method: "POST",
      body: JSON.stringify({ verb: pollVerbs.mine, data: { pollId: SECRET } }),
    });
    await asksTab("/acts", { method: "POST", body: `{"${SECRET}` });
    await fetch(`${url}/${SECRET}?mail=${MAIL}`, { headers: { authorization: `Bearer ${person}x` } });
    // Errors quote the most: Teams and the database refuse requests, with names in their messages.
    teams.fail({ status: 400, code: `${nameOf(1)} ${SECRET}`, times: 3 });
    cosmos.fail({ when: ({ kind }) => kind === "batch", status: 400, times: 2 });
    await sends(invoke(thanks(4, 2, false, new Date()), teams.serviceUrl));
    await sends(invoke(thanks(4, 2, false, new Date()), teams.serviceUrl));
    await vi.waitFor(() => expect(lines.filter((line) => line.includes("due.done")).length).toBeGreaterThan(3), 30_000);
    child.kill("SIGTERM");
    await waitForExit(child);

    const output = [...lines, insights.raw()].join("\n");
    const names = Array.from({ length: PEOPLE }, (_, who) => [nameOf(who), idOf(who)]).flat();
    const forbidden = [SECRET, MAIL, "Prov", "nummer", ...names, identities.ownToken, authorization.slice(7), person];
    expect(lines.length).toBeGreaterThan(60);
    expect(insights.figures().map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "http.server.request.duration",
        "azure.cosmosdb.client.operation.request_charge",
        "gnista.due.lag",
        "gnista.delivery.outcomes",
      ]),
    );
    expect(forbidden.filter((one) => output.includes(one))).toEqual([]);
    expect(output).not.toMatch(/eyJ[\w-]{10,}/);
    expect(output).not.toMatch(/[\w.+-]+@(?!opentelemetry)[\w-]+\.\w{2,}/);
  });
});

const SECRET = "Hemligheten";
const MAIL = "anna.ask@contoso.example";

interface Clicked {
  readonly who: number;
  readonly verb: string;
  readonly data: object;
}

interface Answered {
  readonly isDone: boolean;
  readonly body: string;
}

/** The latest versions of the channel's cards that contain the words. */
const cardsSaying = (teams: Awaited<ReturnType<typeof fakeTeams>>, words: string): string[] =>
  teams.posts
    .filter(({ conversationId }) => conversationId === CHANNEL)
    .map(({ card }) => JSON.stringify(card) ?? "")
    .filter((card) => card.includes(words));

const bearer = async (token: Promise<string>) => `Bearer ${await token}`;
