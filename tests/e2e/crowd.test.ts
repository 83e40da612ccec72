import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { forTenant } from "#bot/core/document-store.ts";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { Panels, type PanelView, type Round, type RoundKind, roundVerbs } from "#bot/features/rounds/contract.ts";
import { openLog } from "#bot/log.ts";
import { openCosmos } from "#bot/storage/cosmos.ts";
import { fakeTeams } from "../support/fake-teams.ts";
import { readPanel } from "../support/panel.ts";
import { aDatabase, type Server, settle, start } from "./killable.ts";
import { CHANNEL, chatOf, idOf, install, memberOf, nameOf, send, TEAM, TENANT } from "./load.ts";

/*
 * A large meeting: 120 panels on two server processes with one database. Everybody acts at the same moment, half of
 * them on the server that does not hold their panel.
 */

vi.setConfig({ testTimeout: 120_000 });

const CROWD = 120;
const HOST = 0;
const TURNS = 20;
const START = Date.parse("2026-02-03T09:00:00+01:00");
const { start: starts, greet, close, raise, lower, pass, next } = roundVerbs;

const everybody = Array.from({ length: CROWD }, (_, who) => who);
const others = everybody.filter((who) => who !== HOST);
const kindOf = (who: number) => (["raises", "thinks again", "passes", "listens"] as const)[who % 4];
const ids = (people: readonly number[]) => people.map(idOf).toSorted();

async function aCrowd() {
  const folder = mkdtempSync(join(tmpdir(), "gnista-crowd-"));
  const teams = await fakeTeams(Date.now);
  onTestFinished(async () => {
    await teams.close();
    rmSync(folder, { recursive: true, force: true });
  });
  for (const place of [CHANNEL, TEAM]) {
    teams.room(place, everybody.map(memberOf));
  }
  teams.room(chatOf(HOST), [memberOf(HOST)]);
  // Like a real region: a few ms of latency, reads that lag behind the other server's writes, and 449 for concurrent
  // writes.
  const database = await aDatabase({ latencyMs: 3, lagWrites: 3, hot449: true });
  const host = {
    tenantId: TENANT,
    team: { id: TEAM, name: "Laget", conversationId: CHANNEL, channelName: "Allmänt" },
    personas: everybody.map((who) => ({ id: idOf(who), name: nameOf(who) })),
  };
  const begin = () => start(folder, START, teams.serviceUrl, database, { host });
  const servers = await Promise.all([begin(), begin()]);
  const [first, second] = servers;
  await install(first, HOST);
  await settle(first);
  await send(first, { who: HOST, verb: peopleVerbs.takeLead, data: { teamId: TEAM } });
  const headers = new Map<string, Readonly<Record<string, string>>>();
  for (const server of servers) {
    await Promise.all(
      everybody.map(async (who) => {
        const token = await (await fetch(`${server.url}/host/token?persona=${idOf(who)}`)).text();
        headers.set(`${server.url} ${who}`, { authorization: `Bearer ${token}`, "content-type": "application/json" });
      }),
    );
  }
  const headersOf = (server: Server, who: number) => headers.get(`${server.url} ${who}`) ?? {};

  /** Every response other than 200. */
  const refusals: string[] = [];
  async function acts(who: number, server: Server, verb: string, data: object): Promise<void> {
    const response = await fetch(`${server.url}/api/acts`, {
      method: "POST",
      headers: headersOf(server, who),
      body: JSON.stringify({ verb, data: { teamId: TEAM, ...data } }),
    });
    const body = await response.text();
    if (response.status !== 200) {
      refusals.push(`${verb}: ${response.status} ${(JSON.parse(body) as { code: string }).code}`);
    }
  }

  const url = (server: Server) => `${server.url}/api/teams/${encodeURIComponent(TEAM)}/rounds/live`;
  const holder = (who: number) => (who % 2 ? second : first);
  const panels = await Promise.all(everybody.map((who) => readPanel(url(holder(who)), headersOf(holder(who), who))));
  onTestFinished(async () => void (await Promise.all(panels.map((panel) => panel.close()))));
  const raw = await openCosmos({ ...database, database: "gnista", log: openLog({ level: "silent" }) });
  onTestFinished(() => raw.close());
  async function roundNow(): Promise<Round> {
    // After a write, the client's session reads nothing older.
    await raw.write("test|look", [{ kind: "put", id: "look", data: {} }]);
    const item = await forTenant(raw, TENANT).get(`round|${TEAM}`, "round");
    return Panels.parse(item?.data).round ?? noRound();
  }
  const seenByAll = (fits: (view: PanelView) => boolean) => Promise.all(panels.map((panel) => panel.until(fits)));
  await seenByAll(({ here }) => here === CROWD);

  return {
    first,
    second,
    refusals,
    roundNow,
    seenByAll,
    /** The server that holds this person's panel for half of the people, the other server for the rest. */
    near: (who: number) => (who % 4 < 2 ? holder(who) : holder(who + 1)),
    acts,
    async begins(kind: RoundKind): Promise<string> {
      await acts(HOST, first, starts, { nonce: mintIdempotencyToken(new Date(START)), kind });
      await seenByAll(({ round }) => round?.kind === kind);
      return (await roundNow()).id;
    },
  };
}

function noRound(): never {
  throw new Error("no round runs");
}

it(`two servers count every act of ${CROWD} people who all act at once, and refuse none of them`, async () => {
  const { first, second, refusals, roundNow, seenByAll, near, acts, begins } = await aCrowd();

  const hello = await begins("greeting");
  await Promise.all(
    everybody.map(async (who) => {
      await acts(who, near(who), greet, { roundId: hello, text: `Hej från ${who}` });
      if (who % 3 === 0) {
        await acts(who, near(who + 2), greet, { roundId: hello, text: who % 2 ? `Hej igen från ${who}` : "" });
      }
    }),
  );
  expect(refusals).toEqual([]);
  const stays = everybody.filter((who) => who % 6 !== 0);
  const greeted = new Map((await roundNow()).greetings.map(({ id, text }) => [id, text]));
  expect(Object.fromEntries(greeted)).toEqual(
    Object.fromEntries(stays.map((who) => [idOf(who), `Hej ${who % 3 ? "" : "igen "}från ${who}`])),
  );
  await seenByAll(({ round }) => round?.greetings.length === stays.length);
  await acts(HOST, first, close, { roundId: hello });

  const roundId = await begins("speaking");
  await Promise.all(
    others.map(async (who) => {
      const does = (verb: string, at = near(who)) => acts(who, at, verb, { roundId });
      if (kindOf(who) === "raises") {
        await Promise.all([does(raise, first), does(raise, second)]);
      } else if (kindOf(who) === "thinks again") {
        await does(raise);
        await does(lower, near(who + 2));
      } else if (kindOf(who) === "passes") {
        await does(pass);
      }
    }),
  );
  const before = await roundNow();
  // So far only people who passed during their own turn have ended a turn.
  const hadWord = (who: number) => idOf(who) === before.speakerId || before.done.includes(idOf(who));
  expect(before.hands.toSorted()).toEqual(ids(others.filter((who) => kindOf(who) === "raises" && !hadWord(who))));
  expect(others.filter((who) => kindOf(who) === "passes" && !before.done.includes(idOf(who)))).toEqual([]);
  expect(participantsIn(before)).toEqual(ids(everybody));

  // The host, on both servers, and the speaker all end the current turn while another person raises a hand.
  const silent = others.filter((who) => kindOf(who) === "listens" && !hadWord(who));
  for (let turn = 0; turn < TURNS; turn++) {
    const now = await roundNow();
    const speaker = everybody.find((who) => idOf(who) === now.speakerId) ?? HOST;
    await Promise.all([
      ...[first, second].map((server) => acts(HOST, server, next, { roundId, turn: now.turn })),
      acts(speaker, near(speaker), next, { roundId, turn: now.turn }),
      ...silent.slice(turn, turn + 1).map((who) => acts(who, near(who), raise, { roundId })),
    ]);
  }
  const after = await roundNow();

  expect(refusals).toEqual([]);
  expect(after.turn).toBe(before.turn + TURNS);
  expect(after.done).toHaveLength(before.done.length + TURNS);
  expect(after.hands).toHaveLength(before.hands.length);
  expect(participantsIn(after)).toEqual(ids(everybody));
  await seenByAll(({ round }) => round?.turn === before.turn + TURNS);
});

/** Everybody exactly once: waiting, speaking or done. */
const participantsIn = ({ waiting, speakerId, done }: Round) => [...waiting, speakerId, ...done].toSorted();
