import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { forTenant } from "#bot/core/document-store.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import type { Panels } from "#bot/features/rounds/contract.ts";
import { openLog } from "#bot/log.ts";
import { openCosmos } from "#bot/storage/cosmos.ts";
import { openBrowser, openPage, screenshot } from "../support/browser.ts";
import { fakeTeams } from "../support/fake-teams.ts";
import { openMeeting } from "../support/meeting-page.ts";
import { builtTab } from "../support/tab.ts";
import { aDatabase, type Server, settle, start } from "./killable.ts";
import { CHANNEL, chatOf, idOf, install, memberOf, send, TEAM, TENANT } from "./load.ts";

/*
 * Six panels in a real browser, three on each of two server processes with one database. One server dies during the
 * round.
 */

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const people = [0, 1, 2, 3, 4, 5];
const nameOf = (who: number) => memberOf(who).name;

let browser: Browser;
let tab: string;
beforeAll(async () => {
  [browser, tab] = await Promise.all([openBrowser(), builtTab()]);
});

/** An address that forwards to one server until it is switched to another, like a load balancer. */
async function anAddress(first: Server) {
  let port = Number(new URL(first.url).port);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    for (const line of sockets) {
      line.destroy();
    }
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadsTo: (other: Server) => {
      port = Number(new URL(other.url).port);
    },
  };
}

async function aMeeting() {
  const folder = mkdtempSync(join(tmpdir(), "gnista-meeting-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const teams = await fakeTeams(Date.now);
  onTestFinished(teams.close);
  for (const place of [CHANNEL, TEAM]) {
    teams.room(place, people.map(memberOf));
  }
  for (const who of people) {
    teams.room(chatOf(who), [memberOf(who)]);
  }
  const database = await aDatabase();
  const host = {
    tenantId: TENANT,
    team: { id: TEAM, name: "Laget", conversationId: CHANNEL, channelName: "Allmänt" },
    personas: people.map((who) => ({ id: idOf(who), name: nameOf(who) })),
  };
  const begin = () => start(folder, Date.parse("2026-02-03T09:00:00+01:00"), teams.serviceUrl, database, { tab, host });
  const [first, second] = await Promise.all([begin(), begin()]);
  await install(first, 0);
  await settle(first);
  await send(first, { who: 0, verb: peopleVerbs.takeLead, data: { teamId: TEAM } });
  await settle(first);

  const addresses = [await anAddress(first), await anAddress(second)] as const;
  const pages: Page[] = [];
  for (const [nth, { url }] of addresses.entries()) {
    const { page } = await openPage(browser, { viewport: { width: 900, height: 720 } });
    await openMeeting(page, url, { who: people.slice(3 * nth, 3 * nth + 3).map(idOf) });
    pages.push(page);
  }
  const panel = (who: number): FrameLocator =>
    pages[who < 3 ? 0 : 1]?.frameLocator(`iframe[title$="${nameOf(who)}"]`) ?? never();
  return { first, second, addresses, pages, panel, teams, database };
}

function never(): never {
  throw new Error("no such page");
}

const turnNoteIn = (panel: FrameLocator) => panel.getByText("Din tur", { exact: true });

it("six panels on two servers show the same round, and continue it when one server dies", async () => {
  const { first, second, addresses, pages, panel, teams, database } = await aMeeting();
  await Promise.all(people.map((who) => panel(who).getByText("6 har panelen öppen.").waitFor()));
  const speakers: number[] = [];

  /** The speaker ends their turn; until then everybody else sees the speaker's name. */
  async function endTurn(): Promise<void> {
    const who = await Promise.any(
      people.map(async (one) => {
        await turnNoteIn(panel(one)).waitFor();
        return one;
      }),
    );
    const others = people.filter((one) => one !== who);
    await Promise.all(others.map((one) => panel(one).getByText(nameOf(who), { exact: true }).first().waitFor()));
    speakers.push(who);
    await panel(who).getByRole("button", { name: "Klar", exact: true }).click();
    await turnNoteIn(panel(who)).waitFor({ state: "detached" });
  }

  await panel(0).getByRole("button", { name: "Laget runt" }).click();
  await endTurn();
  await endTurn();
  await endTurn();
  const withWord = await Promise.any(
    people.map(async (one) => {
      await turnNoteIn(panel(one)).waitFor();
      return one;
    }),
  );
  first.child.kill("SIGKILL");
  await first.ended;
  addresses[0].leadsTo(second);
  await turnNoteIn(panel(withWord)).waitFor();
  await endTurn();
  await endTurn();
  await endTurn();
  await Promise.all(people.map((who) => panel(who).getByText("Alla har fått chansen").waitFor()));
  await screenshot(pages[0] ?? never(), "rounds-two-servers");
  await panel(0).getByRole("button", { name: "Avsluta rundan" }).click();
  await Promise.all(people.map((who) => panel(who).getByText("Laget runt är klart.").waitFor()));
  await settle(second);

  expect(speakers.toSorted()).toEqual(people);
  expect(speakers.at(-1)).toBe(0);
  expect(speakers[3]).toBe(withWord);
  expect(teams.posts.filter(({ text }) => text?.startsWith("Laget runt är klart."))).toHaveLength(1);
  const raw = await openCosmos({ ...database, database: "gnista", log: openLog({ level: "silent" }) });
  onTestFinished(() => raw.close());
  const storedPanels = await forTenant(raw, TENANT).get<Panels>(`round|${TEAM}`, "round");
  expect(storedPanels?.data.round).toBeUndefined();
  expect(storedPanels?.data.here).toHaveLength(6);
});
