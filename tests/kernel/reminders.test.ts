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
import type { DisturbTarget } from "#bot/kernel/quiet-until.ts";
import { MAX_REMINDERS_A_WEEK, timeToDisturb } from "#bot/kernel/reminders.ts";
import { teamPartition, userPartition } from "#bot/kernel/settings.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { isAllowed, onTheWall } from "../support/calendar.ts";
import { aZone, HOUR_MS, marked, weeksFrom, when } from "./disturb-moments.ts";

const TEAM = "19:team@thread.tacv2";

const CIA = "00000000-0000-4000-8000-000000000003";

const toCia: DisturbTarget = { teamId: TEAM, kind: "owedAnswer", personId: CIA };

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

const toTeam: DisturbTarget = { teamId: TEAM, kind: "question" };

const DAN = "00000000-0000-4000-8000-000000000004";

describe("timeToDisturb on a real store", () => {
  it("counts one reminder once towards the weekly limit when it asks 30 times at once", async () => {
    const { world: services } = await aStore();

    const answers = await Promise.all(
      Array.from({ length: 30 }, () => timeToDisturb(services(TUESDAY), toCia, "the same")),
    );
    const others = await Promise.all(["b", "c"].map((key) => timeToDisturb(services(TUESDAY), toCia, key)));

    expect(new Set(answers)).toEqual(new Set(["now"]));
    expect(others).toEqual(["now", "now"]);
  });

  it.each([["a person", toCia] as const, ["a team", toTeam] as const])(
    "gives %s at most the weekly limit of reminders, however many ask at once",
    async (_, target) => {
      const { world: services } = await aStore();
      const keys = Array.from({ length: 40 }, (_, i) => `reminder-${i}`);

      const answers = await Promise.all(keys.map((key) => timeToDisturb(services(TUESDAY), target, key)));

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
        const answer = await timeToDisturb(services(moment), toCia, key);
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

            const answer = await timeToDisturb(services(now), target, key);

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

    const refused = await timeToDisturb(services(saturday), toCia, "early");

    expect(refused).toEqual(new Date("2026-02-09T08:00:00+01:00"));
    expect(
      (await services(saturday).store.range(userPartition(CIA), { from: "nudges|", to: "nudges}" })).items,
    ).toEqual([]);
  });

  it("answers never when the person turned this kind of reminder off, and uses the person's own time zone", async () => {
    const { world: services, settings } = await aStore();
    await settings({ optOuts: ["owedAnswer"] });
    const off = await timeToDisturb(services(TUESDAY), toCia, "a");
    await settings({ zone: "America/New_York" });

    const elsewhere = await timeToDisturb(services(TUESDAY), toCia, "a");

    expect(off).toBe("never");
    expect(elsewhere).toEqual(new Date("2026-02-03T08:00:00-05:00"));
  });

  it("delays a person's reminder, too, in a week that the team's leader marked as pressed", async () => {
    const { world: services } = await aStore({ pressedWeeks: ["2026-W06"] });

    const answer = await timeToDisturb(services(TUESDAY), toCia, "a");

    expect(answer).toEqual(new Date("2026-02-09T08:00:00+01:00"));
  });
});
