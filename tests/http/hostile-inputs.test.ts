import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { servePages } from "#bot/http/pages.ts";
import type { TokenIssuer } from "#bot/local/token-issuer.ts";
import { aTeam, fullName, idOf, type Team } from "../support/a-team.ts";
import { entryPointsOf, people, thingsIn } from "../support/hostile/entry-points.ts";
import { chances } from "../support/hostile/random.ts";
import { hostile, type Outcome, type Request, send } from "../support/hostile/requests.ts";

const RUNS = process.env.SOAK === "1" ? 100_000 : 3_000;
const SEED = Number(process.env.HOSTILE_SEED ?? 20_261_130);
const AT_ONCE = 8;

/** So high that the limits refuse no request: the test is about the code after them. */
const limits = { perPerson: 1e9, unverifiedPerAddress: 1e9 };
const pages = [
  "/",
  "/tab",
  "/tab/assets/a.js",
  "/host",
  "/host/meeting",
  "/privacy",
  "/terms",
  "/trust",
  "/healthz",
  "/readyz",
  "/api",
  "/api/nothing",
];

/** A minimal copy of what the tab's build writes. */
function pagesFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gnista-pages-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ["host", "assets"]) {
    mkdirSync(join(folder, name));
  }
  for (const name of ["index.html", "host/index.html", "host/meeting.html", "assets/a.js", "assets/a.js.br"]) {
    writeFileSync(join(folder, name), "<p>");
  }
  return folder;
}

async function aHostileTeam(): Promise<{ team: Team; tokens: ReadonlyMap<string, string> }> {
  let issuer: TokenIssuer | undefined;
  const folder = pagesFolder();
  const team = await aTeam({
    limits,
    leaders: ["anna"],
    pages(app, opened) {
      issuer = opened;
      servePages(app, folder, { host: true });
    },
  });
  const tokens = new Map<string, string>();
  for (const who of people) {
    tokens.set(who, (await issuer?.tokenFor({ id: idOf(who), name: fullName(who) })) ?? "");
  }
  return { team, tokens };
}

it(`answers all of ${RUNS} hostile requests, spread over every entry point, without a server error`, {
  timeout: process.env.SOAK === "1" ? 3_600_000 : 240_000,
}, async () => {
  const { team, tokens } = await aHostileTeam();
  const entryPoints = entryPointsOf(team, await thingsIn(team), tokens, { pages });
  // First every entry point once, then each kind of entry point equally often, however many of it there are.
  const kinds = Object.values(entryPoints);
  const every = kinds.flat();
  const port = Number(new URL(team.gnista.url).port);
  const reached = new Set<string>();
  const faults: string[] = [];
  let isAnswered = 0;

  async function run(nth: number): Promise<void> {
    const by = chances(SEED + nth);
    const valid = (every[nth] ?? by.oneOf(by.oneOf(kinds)))(by);
    const request = hostile(valid, by);
    const first = await send(port, request);
    // This test skips waits, which makes the time-out for a slow Teams expire as well: a busy answer is tried once
    // more.
    const outcome = isBusy(first) ? await send(port, request) : first;
    reached.add(valid.entryPoint);
    isAnswered += Number(outcome.status !== "no answer");
    if (isFault(outcome)) {
      faults.push(`${SEED + nth} ${valid.entryPoint}: ${outcome.status} ${describeRequest(request)}`);
    }
  }

  await team.skippingWaits(async () => {
    let next = 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (next < RUNS && faults.length < 20) {
          await run(next++);
        }
      }),
    );
  });
  await team.settle();

  const bugs = team
    .logs()
    .filter((line) => /"(teams\.bug|http\.failed|due\.bug|live\.failed)"|redraw\.failed/.test(line));
  expect(faults).toEqual([]);
  expect(bugs.slice(0, 5)).toEqual([]);
  expect(isAnswered).toBe(RUNS);
  expect(reached.size).toBe(every.length);
});

const isBusy = ({ body }: Outcome): boolean => body.includes("BUSY_TRY_AGAIN");

/** No answer, a status of 5xx, or an invoke response that reports a failure in its body. */
const isFault = ({ status, body }: Outcome): boolean =>
  status === "no answer" || status >= 500 || /SOMETHING_BROKE|BUSY_TRY_AGAIN|\bat .*\.(?:ts|js):\d/.test(body);

const describeRequest = ({ method, target, headers, body }: Request): string =>
  `${method} ${target.slice(0, 200)} ${JSON.stringify(headers).slice(0, 300)} ${body.toString().slice(0, 700)}`;
