import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Services } from "#bot/core/context.ts";
import { forTenant } from "#bot/core/document-store.ts";
import { isoWeek } from "#bot/core/week.ts";
import type { PersonSettings, TeamSettings } from "#bot/kernel/contract.ts";
import { type DisturbTarget, quietUntil } from "#bot/kernel/quiet-times.ts";
import { MAX_REMINDERS_A_WEEK, mayDisturb } from "#bot/kernel/reminders.ts";
import { teamPartition, userPartition } from "#bot/kernel/settings.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { isAllowed, onTheWall, swedishRedDays } from "../../support/calendar.ts";

const RUNS = process.env.SOAK ? 20_000 : 400;
const TEAM = "19:team@thread.tacv2";
const CIA = "00000000-0000-4000-8000-000000000003";
const DAN = "00000000-0000-4000-8000-000000000004";
const STOCKHOLM = "Europe/Stockholm";
const toTeam: DisturbTarget = { teamId: TEAM, kind: "question" };
const toCia: DisturbTarget = { teamId: TEAM, kind: "owedAnswer", personId: CIA };

/**
 * They cover midnight, half-hour offsets, both sides of the date line, and clock changes at midnight (Cairo, Santiago,
 * Beirut).
 */
const zones = [
  STOCKHOLM,
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

const aZone = fc.oneof(fc.constant(STOCKHOLM), fc.constantFrom(...zones));
const around = (moments: fc.Arbitrary<string>, hours: number) =>
  fc
    .tuple(moments, fc.integer({ min: -hours * 60, max: hours * 60 }))
    .map(([moment, minutes]) => new Date(Date.parse(moment) + minutes * 60_000));

const anyMoment = fc.date({ min: new Date("2024-01-01"), max: new Date("2034-12-31"), noInvalidDate: true });
/**
 * Clock changes in 2026, where an hour is missing or occurs twice. The tests cover three days before and after each.
 */
const clockChanges = {
  [STOCKHOLM]: ["2026-03-29T01:00Z", "2026-10-25T01:00Z"],
  "America/New_York": ["2026-03-08T07:00Z", "2026-11-01T06:00Z"],
  "America/Santiago": ["2026-04-05T03:00Z", "2026-09-06T04:00Z"],
  "Africa/Cairo": ["2026-04-23T22:00Z", "2026-10-29T21:00Z"],
  "Asia/Beirut": ["2026-03-28T22:00Z", "2026-10-24T21:00Z"],
  "Australia/Lord_Howe": ["2026-04-04T15:00Z", "2026-10-03T15:30Z"],
} as const;
const nearClockChange = fc
  .constantFrom(...Object.entries(clockChanges))
  .chain(([zone, moments]) => around(fc.constantFrom(...moments), 72).map((now) => ({ now, zone })));
const nearHoliday = fc
  .integer({ min: 2024, max: 2034 })
  .chain((year) => around(fc.constantFrom(...[...swedishRedDays(year)].map((day) => `${day}T11:00Z`)), 60))
  .map((now) => ({ now, zone: STOCKHOLM }));
const atAnyTime = fc.record({ now: anyMoment, zone: aZone });

/** A moment, and the time zone of the person who might be disturbed. */
const when = fc.oneof(atAnyTime, nearClockChange, nearHoliday);
/** The weeks that the leader marked as pressed, counted from the current week. */
const marked = fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 5 });

const weeksFrom = (now: Date, zone: string, ahead: readonly number[]) =>
  ahead.map((weeks) => isoWeek(new Date(now.getTime() + weeks * 7 * 24 * HOUR_MS), zone));

const HOUR_MS = 3600_000;

describe("quietUntil", () => {
  it("quietUntil allows only working days from 8 to 17, in a week that is neither pressed nor full", () => {
    fc.assert(
      fc.property(when, aZone, marked, fc.boolean(), ({ now, zone }, teamZone, ahead, isCapped) => {
        const pressedWeeks = weeksFrom(now, teamZone, ahead);

        const at = quietUntil({ now, zone, teamZone, pressedWeeks, isCapped }) ?? now;

        expect(onTheWall(at, zone)).toSatisfy(() => isAllowed(at, zone));
        expect(pressedWeeks).not.toContain(isoWeek(at, teamZone));
        expect(at.getTime()).toBeGreaterThanOrEqual(now.getTime());
        if (isCapped) {
          expect(isoWeek(at, zone)).not.toBe(isoWeek(now, zone));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("quietUntil allows a reminder now, or else at the first allowed 08:00", () => {
    fc.assert(
      fc.property(when, marked, fc.boolean(), ({ now, zone }, ahead, isCapped) => {
        const pressedWeeks = weeksFrom(now, zone, ahead);
        const isFree = (at: Date) =>
          isAllowed(at, zone) &&
          !pressedWeeks.includes(isoWeek(at, zone)) &&
          !(isCapped && isoWeek(at, zone) === isoWeek(now, zone));

        const until = quietUntil({ now, zone, teamZone: zone, pressedWeeks, isCapped });

        expect(until === undefined).toBe(isFree(now));
        if (until) {
          expect(onTheWall(until, zone)).toMatchObject({ hour: 8, minute: 0 });
          for (let at = now.getTime(); at < until.getTime(); at += HOUR_MS) {
            expect(onTheWall(new Date(at), zone)).toSatisfy(() => !isFree(new Date(at)));
          }
        }
      }),
      { numRuns: RUNS / 2 },
    );
  });

  it("quietUntil allows a reminder at the moment that it returned before", () => {
    fc.assert(
      fc.property(when, aZone, marked, ({ now, zone }, teamZone, ahead) => {
        const rest = { zone, teamZone, pressedWeeks: weeksFrom(now, teamZone, ahead) };
        const until = quietUntil({ now, ...rest, isCapped: true });

        expect(until).toBeDefined();
        expect(quietUntil({ now: until ?? now, ...rest, isCapped: false })).toBeUndefined();
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
  ])("quietUntil delays a reminder on %s", (_, now, until) => {
    const zone = STOCKHOLM;

    const answer = quietUntil({ now: new Date(now), zone, teamZone: zone, pressedWeeks: [], isCapped: false });

    expect(answer?.toISOString()).toBe(new Date(until).toISOString());
  });
});

describe("mayDisturb on a real store", () => {
  it("counts one reminder once towards the weekly limit when it asks 30 times at once", async () => {
    const { world: services } = await aStore();

    const answers = await Promise.all(
      Array.from({ length: 30 }, () => mayDisturb(services(TUESDAY), toCia, "the same")),
    );
    const others = await Promise.all(["b", "c"].map((key) => mayDisturb(services(TUESDAY), toCia, key)));

    expect(new Set(answers)).toEqual(new Set(["now"]));
    expect(others).toEqual(["now", "now"]);
  });

  it.each([["a person", toCia] as const, ["a team", toTeam] as const])(
    "gives %s at most the weekly limit of reminders, however many ask at once",
    async (_, target) => {
      const { world: services } = await aStore();
      const keys = Array.from({ length: 40 }, (_, i) => `reminder-${i}`);

      const answers = await Promise.all(keys.map((key) => mayDisturb(services(TUESDAY), target, key)));

      expect(answers.filter((answer) => answer === "now")).toHaveLength(MAX_REMINDERS_A_WEEK);
      for (const answer of answers.filter((one) => one !== "now")) {
        expect(answer).toEqual(new Date("2026-02-09T08:00:00+01:00"));
      }
    },
  );

  it("delivers every reminder eventually when each retries at the moment it was given", async () => {
    const { world: services } = await aStore({ pressedWeeks: ["2026-W07"] });
    const waiting = new Map(Array.from({ length: 8 }, (_, i) => [`reminder-${i}`, TUESDAY]));
    const weeksDelivered: string[] = [];

    for (let round = 0; round < 10 && waiting.size > 0; round++) {
      for (const [key, moment] of [...waiting]) {
        const answer = await mayDisturb(services(moment), toCia, key);
        if (answer === "now") {
          weeksDelivered.push(isoWeek(moment, "Europe/Stockholm"));
          waiting.delete(key);
        } else if (answer instanceof Date) {
          waiting.set(key, answer);
        }
      }
    }

    expect(waiting.size).toBe(0);
    expect(weeksDelivered).toEqual([
      ...Array(3).fill("2026-W06"),
      ...Array(3).fill("2026-W08"),
      ...Array(2).fill("2026-W09"),
    ]);
  });

  it("respects opt-outs, working time, pressed weeks and the weekly limit for any sequence of reminders", async () => {
    const aRequest = fc.record({
      whom: fc.constantFrom("cia", "dan", "team"),
      key: fc.constantFrom("a", "b", "c", "d", "e", "f"),
      hoursLater: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 40 })),
    });
    const someone = fc.record({ zone: fc.option(aZone, { nil: undefined }), isOff: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        when,
        marked,
        someone,
        someone,
        fc.array(aRequest, { minLength: 10, maxLength: 40 }),
        async ({ now: start, zone }, ahead, cia, dan, requests) => {
          const pressedWeeks = weeksFrom(start, zone, ahead);
          const { world: services, settings, close } = await aStore({ zone, pressedWeeks });
          const people = { cia: { id: CIA, ...cia }, dan: { id: DAN, ...dan } };
          for (const { id, zone: own, isOff } of Object.values(people)) {
            await settings({ ...(own ? { zone: own } : {}), optOuts: isOff ? ["owedAnswer"] : [] }, id);
          }
          const remindersByWeek = new Map<string, Set<string>>();
          let now = start;

          for (const { whom, key, hoursLater } of requests) {
            now = new Date(now.getTime() + hoursLater * HOUR_MS);
            const person = whom === "team" ? undefined : people[whom];
            const ownZone = person?.zone ?? zone;
            const target = person ? { ...toCia, personId: person.id } : toTeam;

            const answer = await mayDisturb(services(now), target, key);

            expect(answer === "never").toBe(person?.isOff ?? false);
            const at = answer === "now" ? now : answer;
            if (at instanceof Date) {
              expect(onTheWall(at, ownZone)).toSatisfy(() => isAllowed(at, ownZone));
              expect(pressedWeeks).not.toContain(isoWeek(at, zone));
            }
            const week = `${whom} ${isoWeek(now, ownZone)}`;
            const taken = remindersByWeek.get(week) ?? new Set();
            if (answer === "now") {
              remindersByWeek.set(week, taken.add(key));
              expect(taken.size).toBeLessThanOrEqual(MAX_REMINDERS_A_WEEK);
            } else if (
              answer instanceof Date &&
              isAllowed(now, ownZone) &&
              !pressedWeeks.includes(isoWeek(now, zone))
            ) {
              // Nothing else delays it, so the week must be full of other reminders.
              expect([taken.size, taken.has(key)]).toEqual([MAX_REMINDERS_A_WEEK, false]);
            }
          }
          await close();
        },
      ),
      { numRuns: process.env.SOAK ? 2_000 : 60 },
    );
  });

  it("does not count a delayed reminder towards the weekly limit", async () => {
    const { world: services } = await aStore();
    const saturday = new Date("2026-02-07T12:00:00+01:00");

    const refused = await mayDisturb(services(saturday), toCia, "early");

    expect(refused).toEqual(new Date("2026-02-09T08:00:00+01:00"));
    expect(
      (await services(saturday).store.range(userPartition(CIA), { from: "nudges|", to: "nudges}" })).items,
    ).toEqual([]);
  });

  it("answers never when the person turned this kind of reminder off, and uses the person's own time zone", async () => {
    const { world: services, settings } = await aStore();
    await settings({ optOuts: ["owedAnswer"] });
    const off = await mayDisturb(services(TUESDAY), toCia, "a");
    await settings({ zone: "America/New_York" });

    const elsewhere = await mayDisturb(services(TUESDAY), toCia, "a");

    expect(off).toBe("never");
    expect(elsewhere).toEqual(new Date("2026-02-03T08:00:00-05:00"));
  });

  it("delays a person's reminder, too, in a week that the team's leader marked as pressed", async () => {
    const { world: services } = await aStore({ pressedWeeks: ["2026-W06"] });

    const answer = await mayDisturb(services(TUESDAY), toCia, "a");

    expect(answer).toEqual(new Date("2026-02-09T08:00:00+01:00"));
  });
});

const TUESDAY = new Date("2026-02-03T09:00:00+01:00");

async function aStore(more: Partial<TeamSettings> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "gnista-people-"));
  const raw = openEmbedded({ file: join(folder, "store.db"), now: () => new Date("2024-01-01") });
  const close = async () => {
    await raw.close();
    rmSync(folder, { recursive: true, force: true });
  };
  onTestFinished(close);
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
    world: (now: Date): Services => ({
      tenantId: "tenant",
      requestId: randomUUID(),
      now,
      store,
      keys: keyFiles(join(folder, "keys")),
      roster: { members: async () => [], isChannelOf: async () => false, forget() {} },
      due: { promise: async () => {} },
      meetings: { organiser: async () => undefined },
      deliver: { redraw() {} },
    }),
    close,
    settings: (data: Partial<PersonSettings>, who = CIA) =>
      store.write(userPartition(who), [{ kind: "put", id: "settings", data: { schema: 1, optOuts: [], ...data } }]),
  };
}
