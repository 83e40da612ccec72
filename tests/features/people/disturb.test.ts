import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tz } from "@date-fns/tz";
import { format, getHours, isWeekend } from "date-fns";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import type { World } from "#bot/core/context.ts";
import { forTenant } from "#bot/core/document-store.ts";
import { isoWeek } from "#bot/core/week.ts";
import type { PersonSettings, TeamSettings } from "#bot/features/people/contract.ts";
import { type DisturbTarget, quietUntil } from "#bot/features/people/rules.ts";
import { MOST_REMINDERS_A_WEEK, mayDisturb, teamPartition, userPartition } from "#bot/features/people/service.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";

const RUNS = process.env.SOAK ? 20_000 : 400;
const TEAM = "19:team@thread.tacv2";
const CIA = "00000000-0000-4000-8000-000000000003";
const toTeam: DisturbTarget = { teamId: TEAM, kind: "question" };
const toCia: DisturbTarget = { teamId: TEAM, kind: "owedAnswer", personId: CIA };

/** Midnight, half hours, the dateline, and clocks that change at midnight: Cairo, Santiago, Beirut. */
const zones = [
  "Europe/Stockholm",
  "Europe/London",
  "America/New_York",
  "America/Santiago",
  "America/St_Johns",
  "Africa/Cairo",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Asia/Tehran",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
] as const;

const aZone = fc.constantFrom(...zones);
const aMoment = fc.date({ min: new Date("2024-01-01"), max: new Date("2034-12-31"), noInvalidDate: true });
/** Around the turns of daylight saving, where hours are missing or come twice. */
const aTurn = fc
  .tuple(
    fc.constantFrom(
      "2026-03-29T01:00Z",
      "2026-10-25T01:00Z",
      "2026-03-08T07:00Z",
      "2026-09-06T04:00Z",
      "2026-04-24T00:00Z",
    ),
    fc.integer({ min: -48 * 60, max: 48 * 60 }),
  )
  .map(([turn, minutes]) => new Date(Date.parse(turn) + minutes * 60_000));
const at = fc.oneof({ weight: 3, arbitrary: aMoment }, { weight: 1, arbitrary: aTurn });
const aWeekNearby = fc.integer({ min: 0, max: 8 });

const pressed = (now: Date, zone: string, ahead: readonly number[]) =>
  ahead.map((weeks) => isoWeek(new Date(now.getTime() + weeks * 7 * 24 * 3600_000), zone));

function expectAllowed(moment: Date, zone: string, teamZone: string, pressedWeeks: readonly string[]): void {
  const hour = getHours(moment, { in: tz(zone) });
  expect(isWeekend(moment, { in: tz(zone) })).toBe(false);
  expect(hour).toBeGreaterThanOrEqual(8);
  expect(hour).toBeLessThan(17);
  expect(pressedWeeks).not.toContain(isoWeek(moment, teamZone));
  if (zone === "Europe/Stockholm") {
    expect(swedishRedDays.has(format(moment, "MM-dd", { in: tz(zone) }))).toBe(false);
  }
}

/** Those that fall on the same date every year, said here again on purpose. */
const swedishRedDays = new Set(["01-01", "01-06", "05-01", "06-06", "12-24", "12-25", "12-26", "12-31"]);

describe("the rule", () => {
  it("never lets anything through outside working time, in whatever zone, season or week", () => {
    fc.assert(
      fc.property(at, aZone, aZone, fc.array(aWeekNearby), fc.boolean(), (now, zone, teamZone, ahead, isCapped) => {
        const pressedWeeks = pressed(now, teamZone, ahead);

        const until = quietUntil({ now, zone, teamZone, pressedWeeks, isCapped });

        expectAllowed(until ?? now, zone, teamZone, pressedWeeks);
        expect((until ?? now).getTime()).toBeGreaterThanOrEqual(now.getTime());
        if (isCapped) {
          expect(isoWeek(until ?? now, zone)).not.toBe(isoWeek(now, zone));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("lets through at the moment that it named itself", () => {
    fc.assert(
      fc.property(at, aZone, aZone, fc.array(aWeekNearby), (now, zone, teamZone, ahead) => {
        const rest = { zone, teamZone, pressedWeeks: pressed(now, teamZone, ahead) };
        const until = quietUntil({ now, ...rest, isCapped: true });

        expect(until).toBeDefined();
        expect(quietUntil({ now: until ?? now, ...rest, isCapped: false })).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  it("waits no longer than the pressed weeks and the longest holidays", () => {
    fc.assert(
      fc.property(at, aZone, fc.uniqueArray(aWeekNearby), (now, zone, ahead) => {
        const pressedWeeks = pressed(now, zone, ahead);

        const until = quietUntil({ now, zone, teamZone: zone, pressedWeeks, isCapped: false }) ?? now;

        const days = (until.getTime() - now.getTime()) / (24 * 3600_000);
        expect(days).toBeLessThan(7 * (ahead.length + 1) + 7);
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ["Midsummer's Eve", "2026-06-19T10:00:00+02:00", "2026-06-22T08:00:00+02:00"],
    ["Christmas Eve", "2026-12-24T10:00:00+01:00", "2026-12-28T08:00:00+01:00"],
    ["New Year's Eve", "2026-12-31T10:00:00+01:00", "2027-01-04T08:00:00+01:00"],
    ["Good Friday", "2026-04-03T10:00:00+02:00", "2026-04-07T08:00:00+02:00"],
    ["Ascension Day", "2026-05-14T10:00:00+02:00", "2026-05-15T08:00:00+02:00"],
    ["a Friday evening", "2026-02-06T17:00:00+01:00", "2026-02-09T08:00:00+01:00"],
    ["a minute too early", "2026-02-06T07:59:00+01:00", "2026-02-06T08:00:00+01:00"],
    ["the night when the clock goes forward", "2026-03-29T02:30:00+02:00", "2026-03-30T08:00:00+02:00"],
  ])("keeps quiet on %s", (_, now, until) => {
    const zone = "Europe/Stockholm";

    const answer = quietUntil({ now: new Date(now), zone, teamZone: zone, pressedWeeks: [], isCapped: false });

    expect(answer?.toISOString()).toBe(new Date(until).toISOString());
  });
});

describe("asking for real, from a store", () => {
  it("gives a place to the same reminder once, however often and however much at once it asks", async () => {
    const { world } = await aStore();

    const answers = await Promise.all(Array.from({ length: 30 }, () => mayDisturb(world(TUESDAY), toCia, "the same")));
    const others = await Promise.all(["b", "c"].map((key) => mayDisturb(world(TUESDAY), toCia, key)));

    expect(new Set(answers)).toEqual(new Set(["now"]));
    expect(others).toEqual(["now", "now"]);
  });

  it.each([["a person", toCia] as const, ["a team", toTeam] as const])(
    "never gives %s more than a week may hold, however many ask at once",
    async (_, target) => {
      const { world } = await aStore();
      const keys = Array.from({ length: 40 }, (_, i) => `reminder-${i}`);

      const answers = await Promise.all(keys.map((key) => mayDisturb(world(TUESDAY), target, key)));

      expect(answers.filter((answer) => answer === "now")).toHaveLength(MOST_REMINDERS_A_WEEK);
      for (const answer of answers.filter((one) => one !== "now")) {
        expect(answer).toEqual(new Date("2026-02-09T08:00:00+01:00"));
      }
    },
  );

  it("lets everything through in the end, when each comes back at the moment it was told", async () => {
    const { world } = await aStore({ pressedWeeks: ["2026-W07"] });
    const waiting = new Map(Array.from({ length: 8 }, (_, i) => [`reminder-${i}`, TUESDAY]));
    const wentIn: string[] = [];

    for (let round = 0; round < 10 && waiting.size > 0; round++) {
      for (const [key, moment] of [...waiting]) {
        const answer = await mayDisturb(world(moment), toCia, key);
        if (answer === "now") {
          wentIn.push(isoWeek(moment, "Europe/Stockholm"));
          waiting.delete(key);
        } else if (answer instanceof Date) {
          waiting.set(key, answer);
        }
      }
    }

    expect(waiting.size).toBe(0);
    expect(wentIn).toEqual([...Array(3).fill("2026-W06"), ...Array(3).fill("2026-W08"), ...Array(2).fill("2026-W09")]);
  });

  it("takes no place for what may not go yet", async () => {
    const { world } = await aStore();
    const saturday = new Date("2026-02-07T12:00:00+01:00");

    const refused = await mayDisturb(world(saturday), toCia, "early");

    expect(refused).toEqual(new Date("2026-02-09T08:00:00+01:00"));
    expect((await world(saturday).store.range(userPartition(CIA), { from: "nudges|", to: "nudges}" })).items).toEqual(
      [],
    );
  });

  it("never reaches somebody who turned that reminder off, and goes by the person's own zone", async () => {
    const { world, settings } = await aStore();
    await settings({ optOuts: ["owedAnswer"] });
    const off = await mayDisturb(world(TUESDAY), toCia, "a");
    await settings({ zone: "America/New_York" });

    const elsewhere = await mayDisturb(world(TUESDAY), toCia, "a");

    expect(off).toBe("never");
    expect(elsewhere).toEqual(new Date("2026-02-03T08:00:00-05:00"));
  });

  it("keeps quiet for the person too in a week that the team's leader marked", async () => {
    const { world } = await aStore({ pressedWeeks: ["2026-W06"] });

    const answer = await mayDisturb(world(TUESDAY), toCia, "a");

    expect(answer).toEqual(new Date("2026-02-09T08:00:00+01:00"));
  });
});

const TUESDAY = new Date("2026-02-03T09:00:00+01:00");

async function aStore(more: Partial<TeamSettings> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "gnista-people-"));
  const raw = openEmbedded({ file: join(folder, "store.db"), now: () => TUESDAY });
  onTestFinished(async () => {
    await raw.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const store = forTenant(raw, "tenant");
  const team: TeamSettings = {
    schema: 1,
    id: TEAM,
    name: "Laget",
    conversationId: TEAM,
    kind: "team",
    locale: "sv",
    zone: "Europe/Stockholm",
    leaders: [],
    values: [],
    pressedWeeks: [],
    ...more,
  };
  await store.write(teamPartition(TEAM), [{ kind: "put", id: "team", data: team }]);
  return {
    world: (now: Date): World => ({
      tenantId: "tenant",
      requestId: randomUUID(),
      now,
      store,
      keys: keyFiles(join(folder, "keys")),
      roster: { members: async () => [], forget() {} },
      due: { promise: async () => {} },
      deliver: { redraw() {} },
    }),
    settings: (data: Partial<PersonSettings>) =>
      store.write(userPartition(CIA), [{ kind: "put", id: "settings", data: { schema: 1, optOuts: [], ...data } }]),
  };
}
