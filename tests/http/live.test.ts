import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { type AddressInfo, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import express from "express";
import { describe, expect, it, onTestFinished } from "vitest";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { Panels, type RoundKind, roundVerbs } from "#bot/features/rounds/contract.ts";
import { defaultLiveSettings } from "#bot/http/live/live-settings.ts";
import { openSseConnection, type SseConnection } from "#bot/http/live/sse-connection.ts";
import { aTeam, fullName, idOf, TEAM, type Team, type TeamStorage, userIdOf } from "../support/a-team.ts";
import { sharedStorage } from "../support/cosmos/shared-storage.ts";
import { type OpenPanel, openPanel } from "../support/panel.ts";

const LIVE = "/teams/:team/rounds/live";
const PK = `round|${TEAM}`;

async function starts(team: Team, who: string, kind: RoundKind = "speaking"): Promise<string> {
  const { status } = await team
    .as(who)
    .acts(roundVerbs.start, { teamId: TEAM, nonce: mintIdempotencyToken(team.now()), kind });
  expect(status).toBe(200);
  return (await loadPanels(team))?.round?.id ?? "";
}

async function loadPanels(team: Team): Promise<Panels | undefined> {
  const item = await team.store.get(PK, "round");
  return item && Panels.parse(item.data);
}

async function eventually(fits: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await fits())) {
    await sleep(5);
  }
}

const BEAT_MS = 50;

/** Resolves after the server has sent this panel heartbeats for at least `ms`: its timers have then run. */
async function beatsFor(panel: OpenPanel, ms: number): Promise<void> {
  const before = panel.beats;
  await eventually(() => panel.beats - before > ms / BEAT_MS);
}

describe("a live page", () => {
  it("sends each person their own view when they connect and after each change", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    const [anna, bo] = [await openPanel(team, "anna"), await openPanel(team, "bo")];
    await anna.until(({ here }) => here === 2);
    await bo.until(({ here }) => here === 2);

    await starts(team, "anna");

    expect(await anna.until(({ round }) => round?.me === "waiting")).toMatchObject({ round: { isHost: true } });
    expect(await bo.until(({ round }) => round?.me === "speaking")).toMatchObject({ round: { isHost: false } });
  });

  it("sends a reconnecting page only the views it has missed, and nothing when it has missed none", async () => {
    const team = await aTeam({ leaders: ["anna"] });
    const anna = await openPanel(team, "anna");
    const bo = await openPanel(team, "bo");
    await bo.until(({ here }) => here === 2);
    const seen = bo.lastId ?? "";

    const again = await openPanel(team, "bo", { seen });
    await eventually(() => again.beats > 0);
    const before = [...again.sent];
    await starts(team, "anna");
    await again.until(({ round }) => round !== undefined);
    const late = await openPanel(team, "bo", { seen });
    await late.until(({ round }) => round !== undefined);

    expect(before).toEqual([]);
    expect(late.sent[0]).toBe(again.sent.at(-1));
    expect(anna.hasEnded).toBe(false);
  });

  it("sends heartbeats to an idle page", async () => {
    const team = await aTeam({ liveSettings: { heartbeatMs: 20 } });

    const anna = await openPanel(team, "anna");

    await eventually(() => anna.beats > 3);
  });

  it("ends a page's stream when its token expires, and accepts a new stream with a new token", async () => {
    const team = await aTeam();
    const anna = await openPanel(team, "anna");

    await team.at(new Date(team.now().getTime() + 2 * 3600_000));
    await anna.ended;

    await (await openPanel(team, "anna")).until(({ here }) => here === 1);
  });

  it("ends the stream of a person who has left the team, and no other stream", async () => {
    const team = await aTeam({ liveSettings: { membershipCheckMs: 20 } });
    const [anna, bo] = [await openPanel(team, "anna"), await openPanel(team, "bo")];

    await team.has(["anna", "cia", "dan"]);
    await bo.ended;

    expect(anna.hasEnded).toBe(false);
  });

  it("sends changes to a page that connected while unfollowed topics were being evicted", async () => {
    const { storage, hold } = heldReads(await sharedStorage());
    const team = await aTeam({ storage, liveSettings: { maxTopics: 0, pollIntervalMs: 60_000, heartbeatMs: 20 } });
    await addChat(team, "19:other@thread.v2", ["cia"]);
    const cia = await openPanel(team, "cia", { chat: "19:other@thread.v2" });
    await cia.until(({ here }) => here === 1);

    const held = hold();
    const opening = openPanel(team, "bo");
    const read = await held;
    const beats = cia.beats;
    await eventually(() => cia.beats >= beats + 2);
    void read.release();
    const bo = await opening;
    await bo.until(({ mayStart }) => mayStart);
    await starts(team, "bo");

    await bo.until(({ round }) => round !== undefined);
  });

  it("ends a page's stream when the server stops", async () => {
    const team = await aTeam();
    const anna = await openPanel(team, "anna");

    await team.gnista.stop();

    await anna.ended;
  });

  it.each([
    ["without a token", { authorization: "" }, 401],
    ["with a token that nobody signed", { authorization: "Bearer a.b.c" }, 401],
  ])("refuses a stream to a request %s", async (_, headers, status) => {
    const team = await aTeam();

    expect((await team.as("anna").asks(LIVE, { headers })).status).toBe(status);
  });

  it("refuses a stream to a person outside the team with the same 403 as for an unknown team", async () => {
    const team = await aTeam();

    const theirs = await team.as("zoe").asks(LIVE);
    const nobodys = await team.as("zoe").asks("/teams/19:nowhere@thread.tacv2/rounds/live");

    expect(theirs.status).toBe(403);
    expect({ ...(theirs.body as object), requestId: "" }).toEqual({ ...(nobodys.body as object), requestId: "" });
  });
});

describe("stream limits", () => {
  it("ends a person's oldest stream past the limit per person and tells its page not to reconnect, and ends nobody else's", async () => {
    const team = await aTeam({ liveSettings: { maxPerPerson: 3 } });
    const bo = await openPanel(team, "bo");
    const annas: OpenPanel[] = [];
    for (let nth = 0; nth < 3; nth++) {
      annas.push(await openPanel(team, "anna"));
    }

    annas.push(await openPanel(team, "anna"));
    await annas[0]?.ended;
    annas.push(await openPanel(team, "anna"));
    await annas[1]?.ended;

    expect(annas.map(({ hasEnded }) => hasEnded)).toEqual([true, true, false, false, false]);
    expect(annas.map(({ farewell }) => farewell)).toEqual(["replaced", "replaced", undefined, undefined, undefined]);
    expect(bo.hasEnded).toBe(false);
    // A person whose stream was replaced still counts as present.
    await bo.until(({ here }) => here === 2);
  });

  it("counts a person's open streams across meetings, and no longer counts closed ones", async () => {
    const team = await aTeam({ liveSettings: { maxPerPerson: 2 } });
    await addChat(team, "19:other@thread.v2", ["anna"]);
    const first = await openPanel(team, "anna");
    const second = await openPanel(team, "anna", { chat: "19:other@thread.v2" });
    await second.close();
    const observer = await openPanel(team, "bo");
    await observer.until(({ here }) => here === 2);

    const third = await openPanel(team, "anna");
    await third.until(({ here }) => here === 2);
    const before = first.hasEnded;
    const fourth = await openPanel(team, "anna", { chat: "19:other@thread.v2" });
    await first.ended;

    expect([before, first.farewell, third.hasEnded, fourth.hasEnded]).toEqual([false, "replaced", false, false]);
  });

  it("ends the oldest stream past the limit per instance and tells its page to reconnect in half a minute", async () => {
    const team = await aTeam({ liveSettings: { maxStreams: 2 } });
    const [anna, bo] = [await openPanel(team, "anna"), await openPanel(team, "bo")];

    const cia = await openPanel(team, "cia");
    await anna.ended;

    expect([anna.farewell, anna.retryMs]).toEqual(["full", 30_000]);
    expect([bo.hasEnded, cia.hasEnded]).toEqual([false, false]);
  });

  it("leaves a person who opens 100 streams at once no more than the limit per person, which is below ten", async () => {
    const team = await aTeam();
    const panels = await Promise.all(Array.from({ length: 100 }, () => openPanel(team, "anna")));

    await eventually(() => panels.filter(({ hasEnded }) => !hasEnded).length === defaultLiveSettings.maxPerPerson);

    expect(defaultLiveSettings.maxPerPerson).toBeLessThan(10);
  });
});

/** A server that opens an SSE connection for every request to `port`, without the rest of Gnista. */
async function sseServer() {
  const open: {
    readonly connection: SseConnection;
    readonly res: ServerResponse;
    readonly closed: Promise<unknown>;
  }[] = [];
  const app = express();
  app.get(
    "/",
    (_req, res) => void open.push({ connection: openSseConnection(res, undefined), res, closed: once(res, "close") }),
  );
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { open, port };
}

describe("an SSE client that reads nothing", () => {
  it("closes the connection of a client that reads nothing without waiting for it", async () => {
    const { open, port } = await sseServer();
    const slow = pausedClient(port);
    await eventually(() => open.length === 1);

    // More than the operating system's buffers hold.
    open[0]?.connection.show({ words: "x".repeat(30_000_000) });
    open[0]?.connection.end();
    await open[0]?.closed;

    expect(slow.heard()).toBe("");
  });

  it("ignores views and heartbeats for a stream that has ended but is not closed yet", async () => {
    const { open, port } = await sseServer();
    pausedClient(port);
    await eventually(() => open.length === 1);
    const errors: unknown[] = [];
    open[0]?.res.on("error", (error) => errors.push(error));

    open[0]?.connection.end();
    open[0]?.connection.show({ words: "too late" });
    open[0]?.connection.beat();
    await open[0]?.closed;

    expect(errors).toEqual([]);
  });

  it("a client that reads nothing delays no other client, buffers little, and gets the latest view when it reads again", async () => {
    const { open, port } = await sseServer();
    const slow = pausedClient(port);
    await eventually(() => open.length === 1);
    const quick = pausedClient(port);
    quick.takes();
    await eventually(() => open.length === 2);
    const views = 400;
    let maxBuffered = 0;

    for (let nth = 0; nth < views; nth++) {
      for (const { connection } of open) {
        connection.show({ nth, words: "x".repeat(100_000) });
      }
      maxBuffered = Math.max(maxBuffered, open[0]?.res.writableLength ?? 0);
      await eventually(() => quick.heard().includes(`"nth":${nth},`));
    }
    slow.takes();
    await eventually(() => slow.heard().includes(`"nth":${views - 1},`));

    expect(maxBuffered).toBeLessThan(500_000);
    expect(slow.heard().split("data: ").length - 1).toBeLessThan(views / 2);
    expect(quick.heard().split("data: ").length - 1).toBe(views);
  });
});

/**
 * A client that sends a request, reads nothing until `takes()`, and keeps its side open when the server ends the
 * stream. Runs of x are cut from the text that it keeps.
 */
function pausedClient(port: number, path = "/", headers: Readonly<Record<string, string>> = {}) {
  const socket = new Socket({ allowHalfOpen: true });
  let received = "";
  socket.pause();
  socket.connect(port, "127.0.0.1");
  const lines = Object.entries({ Host: "x", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
  onTestFinished(() => void socket.destroy());
  return {
    heard: () => received,
    takes() {
      socket.on("data", (chunk) => {
        received += String(chunk).replace(/x{10,}/g, "");
      });
      socket.resume();
    },
  };
}

describe("presence", () => {
  it("a person counts as present through a reload of their page, and no longer than the grace period after it closes", async () => {
    const graceMs = 150;
    const team = await aTeam({ liveSettings: { gracePeriodMs: graceMs, heartbeatMs: BEAT_MS } });
    const anna = await openPanel(team, "anna");
    const bo = await openPanel(team, "bo");
    await anna.until(({ here }) => here === 2);
    const views = anna.sent.length;

    await bo.close();
    const again = await openPanel(team, "bo");
    await beatsFor(anna, 2 * graceMs);
    const afterReload = anna.sent.length;
    await again.close();
    await anna.until(({ here }) => here === 1);

    expect(afterReload).toBe(views);
  });

  it("writes presence in fewer than 30 writes when 59 people open a page at once", async () => {
    const members = Array.from({ length: 60 }, (_, n) => `person${n}`);
    const team = await aTeam({ members });
    const before = await openPanel(team, "person0");
    await before.until(({ here }) => here === 1);
    const first = (await loadPanels(team))?.version ?? 0;

    await Promise.all(members.slice(1).map((who) => openPanel(team, who)));
    await before.until(({ here }) => here === members.length);

    expect(((await loadPanels(team))?.version ?? 0) - first).toBeLessThan(30);
  });

  it("drops a person whose client disappeared without closing, and keeps one who opens the next stream when one ends", async () => {
    const team = await aTeam({ liveSettings: { maxConnectionMs: 100, gracePeriodMs: 1_500 } });
    const { url, headers } = await team.as("bo").asksAt(LIVE);
    pausedClient(Number(new URL(url).port), new URL(url).pathname, headers);
    let isOver = false;
    let streams = 0;
    const anna = (async () => {
      for (let seen = ""; !isOver; streams++) {
        const panel = await openPanel(team, "anna", { seen });
        await panel.ended;
        seen = panel.lastId ?? seen;
      }
    })();
    await eventually(async () => (await loadPanels(team))?.here.length === 2);
    const both = await loadPanels(team);

    await eventually(async () => (await loadPanels(team))?.here.length === 1);
    const alone = await loadPanels(team);
    isOver = true;
    await anna;

    expect(streams).toBeGreaterThan(3);
    expect(alone?.here.map(({ id }) => id)).toEqual([idOf("anna")]);
    expect((alone?.version ?? 0) - (both?.version ?? 0)).toBe(1);
  });

  it("a round keeps its host, speaker, turn and raised hands when the only server restarts and its pages reconnect", async () => {
    const people = ["anna", "bo", "cia", "dan"];
    const team = await aTeam({ leaders: ["anna"], liveSettings: { gracePeriodMs: 2_000, leaseMs: 300 } });
    const panels = new Map<string, OpenPanel>();
    const opens = async (who: string) => void panels.set(who, await openPanel(team, who));
    const sees = (who: string) => panels.get(who)?.view().round?.me;
    await Promise.all(people.map(opens));
    await panels.get("anna")?.until(({ here }) => here === people.length);
    const roundId = await starts(team, "anna");
    await Promise.all([...panels.values()].map((one) => one.until(({ round }) => round !== undefined)));
    const [wishes = "", stays = ""] = people.filter((who) => who !== "anna" && sees(who) === "waiting");
    await team.as(wishes).acts(roundVerbs.raise, { teamId: TEAM, roundId });
    const before = await loadPanels(team);

    await team.restarts();
    const back = people.filter((who) => who !== stays).toReversed();
    for (const who of back) {
      await opens(who);
    }
    await eventually(async () => (await loadPanels(team))?.here.length === back.length);

    const { hostId, speakerId, turn, hands } = before?.round ?? {};
    expect(hands).toEqual([idOf(wishes)]);
    expect((await loadPanels(team))?.round).toMatchObject({ hostId, speakerId, turn, hands });
  });

  it("drops people who were present only on an instance that has died, and keeps those present on another as well", async () => {
    const storage = await sharedStorage();
    const team = await aTeam({ storage, instances: 2, liveSettings: { leaseMs: 120 } });
    const anna = await openPanel(team, "anna");
    const bo = await openPanel(team, "bo", { instance: 1 });
    await anna.until(({ here }) => here === 2);
    const item = await team.store.get<Panels>(PK, "round");
    const others = (item?.data.here ?? []).map((one) => ({ ...one, at: [...one.at, "dead"] }));
    const cia = { id: idOf("cia"), name: "Cia", at: ["dead"] };

    const data = { ...item?.data, version: (item?.data.version ?? 0) + 1, here: [...others, cia] };
    await team.store.write(PK, [{ kind: "put", id: "round", data, ttl: 3600 }]);
    await anna.until(({ here }) => here === 3);
    await anna.until(({ here }) => here === 2);
    await bo.until(({ here }) => here === 2);

    expect((await loadPanels(team))?.here.map(({ name }) => name)).not.toContain("Cia");
  });
});

describe("several instances", () => {
  it("instances keep each other's leases alive, and restore a connected person whom another write removed", async () => {
    const storage = await sharedStorage();
    const leaseMs = 150;
    const team = await aTeam({ storage, instances: 2, liveSettings: { leaseMs, heartbeatMs: BEAT_MS } });
    const bo = await openPanel(team, "bo", { instance: 1 });
    await bo.until(({ here }) => here === 1);
    const anna = await openPanel(team, "anna");
    await Promise.all([anna, bo].map((one) => one.until(({ here }) => here === 2)));
    const before = anna.sent.length;

    await beatsFor(anna, 4 * leaseMs);
    const idleUpdates = anna.sent.slice(before);
    const item = await team.store.get<Panels>(PK, "round");
    const version = (item?.data.version ?? 0) + 1;
    const here = (item?.data.here ?? []).filter(({ id }) => id !== idOf("bo"));
    await team.store.write(PK, [{ kind: "put", id: "round", data: { ...item?.data, version, here }, ttl: 3600 }]);
    await anna.until((view) => view.here === 1);
    await anna.until((view) => view.here === 2);

    expect(idleUpdates).toEqual([]);
  });

  it("instances show each other's changes", async () => {
    const storage = await sharedStorage();
    const team = await aTeam({ storage, instances: 2, leaders: ["anna"] });
    const anna = await openPanel(team, "anna");
    const bo = await openPanel(team, "bo", { instance: 1 });
    await Promise.all([anna, bo].map((one) => one.until(({ here }) => here === 2)));

    const roundId = await starts(team, "anna");
    await bo.until(({ round }) => round?.me === "speaking");
    const { status } = await team.as("bo", 1).acts(roundVerbs.next, { teamId: TEAM, roundId, turn: 1 });
    await anna.until(({ round }) => round?.me === "speaking");

    expect(status).toBe(200);
  });

  it("never sends an older view after a newer one when a slow read returns after a change", async () => {
    const { storage, hold } = heldReads(await sharedStorage());
    const team = await aTeam({ storage, leaders: ["anna"] });
    const anna = await openPanel(team, "anna");
    const bo = await openPanel(team, "bo");
    await Promise.all([anna, bo].map((one) => one.until(({ here }) => here === 2)));
    const roundId = await starts(team, "anna");
    await anna.until(({ round }) => round?.turn === 1);

    for (let turn = 1; turn <= 2; turn++) {
      const old = await hold();
      await team.as("anna").acts(roundVerbs.next, { teamId: TEAM, roundId, turn });
      await anna.until(({ round }) => round?.turn === turn + 1 || round?.speaker === undefined);
      await old.release();
    }

    const turns = anna.sent.map((one) => JSON.parse(one).round?.turn ?? 0);
    expect(turns).toEqual(turns.toSorted((a, b) => a - b));
  });

  it("reads a followed document at most once per poll interval and instance, however many follow it, and an unfollowed one never", async () => {
    const storage = await sharedStorage();
    const lookMs = 30;
    const pace = { pollIntervalMs: lookMs, leaseMs: 60_000, gracePeriodMs: 10, heartbeatMs: BEAT_MS };
    const team = await aTeam({ storage, instances: 2, liveSettings: pace });
    const panels = await Promise.all(
      ["anna", "bo", "cia", "dan"].map((who, nth) => openPanel(team, who, { instance: nth % 2 })),
    );
    await Promise.all(panels.map((one) => one.until(({ here }) => here === 4)));
    const reads = () => storage.double.charges.length;

    const before = reads();
    const began = performance.now();
    await eventually(() => reads() - before >= 20);
    const lasted = performance.now() - began;
    // Each of the two instances may have been about to read when the count began.
    const maxReads = 2 * (Math.ceil(lasted / lookMs) + 1);
    const watched = reads() - before;
    await Promise.all(panels.map((one) => one.close()));
    await eventually(async () => (await loadPanels(team))?.here.length === 0);
    const elsewhere = await openPanel(await aTeam({ liveSettings: { heartbeatMs: BEAT_MS } }), "anna");
    await beatsFor(elsewhere, 3 * lookMs);
    const closed = reads();
    await beatsFor(elsewhere, 10 * lookMs);
    const unwatched = reads() - closed;

    expect(watched).toBeLessThanOrEqual(maxReads);
    expect(unwatched).toBe(0);
  });
});

interface HeldRead {
  /** Lets the read return what it had read. Resolves when the next read begins. */
  release(): Promise<void>;
}

/** A store whose next read of the live document can be held back with `hold`. */
function heldReads(shared: TeamStorage): { readonly storage: TeamStorage; hold(): Promise<HeldRead> } {
  let holding: ((held: HeldRead) => void) | undefined;
  let reading = () => {};

  async function heldBack(tell: (held: HeldRead) => void): Promise<void> {
    const { promise: held, resolve } = Promise.withResolvers<void>();
    const release = () =>
      new Promise<void>((next) => {
        reading = next;
        resolve();
      });
    tell({ release });
    await held;
  }

  const storage: TeamStorage = {
    async openedBy(instance, now) {
      const { store, keys } = await shared.openedBy(instance, now);
      async function get<T>(pk: string, id: string) {
        const item = await store.get<T>(pk, id);
        if (pk.includes("|round|") && id === "round") {
          reading();
          const tell = holding;
          holding = undefined;
          await (tell && heldBack(tell));
        }
        return item;
      }
      return { keys, store: { ...store, get } };
    },
  };
  return {
    storage,
    hold: () =>
      new Promise((resolve) => {
        holding = resolve;
      }),
  };
}

const isSoak = process.env.SOAK === "1";
const LISTENERS = isSoak ? 300 : 40;
const MEETINGS = isSoak ? 200 : 8;

/** Another chat that uses Gnista. Its first member is its leader. */
async function addChat(team: Team, id: string, members: readonly string[]): Promise<void> {
  const settings = await team.store.get<object>(`team|${team.teamId}`, "team");
  team.teams.room(
    id,
    members.map((who) => ({ id: userIdOf(who), name: fullName(who), objectId: idOf(who) })),
  );
  const leaders = members.slice(0, 1).map((who) => ({ id: idOf(who), name: fullName(who) }));
  const data = { ...settings?.data, id, conversationId: id, leaders };
  await team.store.write(`team|${id}`, [{ kind: "put", id: "team", data }]);
}

describe("many live pages at once", () => {
  it(`${LISTENERS} panels of one round all reach the last turn with the same speaker`, async () => {
    const members = Array.from({ length: LISTENERS }, (_, n) => `person${n}`);
    const team = await aTeam({ members, leaders: ["person0"] });
    const panels = await Promise.all(members.map((who) => openPanel(team, who)));
    await Promise.all(panels.map((one) => one.until(({ here }) => here === LISTENERS)));
    const roundId = await starts(team, "person0");

    for (let turn = 1; turn <= 20; turn++) {
      const { status } = await team.as("person0").acts(roundVerbs.next, { teamId: TEAM, roundId, turn });
      expect(status).toBe(200);
    }
    await Promise.all(panels.map((one) => one.until(({ round }) => round?.turn === 21)));

    expect(panels.filter((one) => one.view().round?.me === "speaking")).toHaveLength(1);
    expect(new Set(panels.map((one) => one.view().round?.speaker?.name)).size).toBe(1);
  });

  it(`${MEETINGS} meetings of ten people each run at the same time, and each panel shows only its own meeting's round`, async () => {
    const team = await aTeam({ kind: "groupChat" });
    const chats = Array.from({ length: MEETINGS }, (_, meeting) => ({
      id: `19:meeting${meeting}@thread.v2`,
      members: Array.from({ length: 10 }, (_, n) => `m${meeting}p${n}`),
    }));
    const leaderOf = ({ members: [first = ""] }: (typeof chats)[number]) => first;
    for (const chat of chats) {
      await addChat(team, chat.id, chat.members);
    }
    const open = async ({ id, members }: (typeof chats)[number]) => {
      const panels = await Promise.all(members.map((who) => openPanel(team, who, { chat: id })));
      await Promise.all(panels.map((one) => one.until(({ here }) => here === members.length)));
      return panels;
    };
    const meetings: Awaited<ReturnType<typeof open>>[] = [];
    for (const chat of chats) {
      meetings.push(await open(chat));
    }

    const started = await Promise.all(
      chats.map((chat) => {
        const data = { teamId: chat.id, nonce: mintIdempotencyToken(team.now()), kind: "speaking" };
        return team.as(leaderOf(chat)).acts(roundVerbs.start, data);
      }),
    );
    expect(new Set(started.map(({ status }) => status))).toEqual(new Set([200]));
    await Promise.all(meetings.flat().map((one) => one.until(({ round }) => round?.turn === 1)));

    expect(new Set(meetings.map(([first]) => first?.view().round?.id)).size).toBe(MEETINGS);
    expect(meetings.map((all) => new Set(all.map((one) => one.view().round?.id)).size)).toEqual(chats.map(() => 1));
  });
});
