import { expect, it, onTestFinished } from "vitest";
import { offlineServices } from "#bot/core/offline-services.ts";
import { savePreferences } from "#bot/features/people/verbs/save-preferences.ts";
import { personas } from "#bot/local/personas.ts";
import { people, sampleTeam, TENANT } from "#bot/local/sample-team.ts";
import { openLog } from "#bot/log.ts";
import { openStorage } from "#bot/storage/open-storage.ts";
import { aFolder, dataAt } from "./sample-data.ts";

const now = new Date("2026-02-03T09:00:00+01:00");

/** The services of a local run on this folder. */
async function servicesIn(dataFolder: string) {
  const { store, keys } = await openStorage({ dataFolder }, { log: openLog({ level: "silent" }), now: () => now });
  onTestFinished(() => store.close());
  return offlineServices({ store, keys, tenantId: TENANT, now });
}

const toldOf = async (services: Awaited<ReturnType<typeof servicesIn>>, id: string) =>
  (await personas(services)).find((one) => one.id === id)?.about;

it("in an empty start the page says of nobody that they lead the team or have chosen a wish", async () => {
  const shown = await personas(await servicesIn(aFolder()));

  expect(shown).toHaveLength(6);
  for (const { about } of shown) {
    expect(about?.sv).not.toMatch(/Leder|öppet/);
    expect(about?.sv).toContain("Har inte valt hur tack ska ges.");
    expect(about?.en).toContain("Has not chosen how to be thanked.");
  }
});

it("what the page says of a person is what Gnista knows, also after the person has changed it", async () => {
  const { folder, close } = await dataAt(now.toISOString());
  await close();
  const services = await servicesIn(folder);
  const before = await Promise.all(["karin", "oskar"].map((who) => toldOf(services, people[who as "karin"].id)));

  await savePreferences(
    { ...services, actor: people.karin, team: sampleTeam, locale: "sv" },
    { wish: "betweenUs", locale: "sv" },
  );

  expect(before[0]?.sv).toBe("Enhetschef. Leder teamet. Vill gärna bli tackad öppet.");
  expect(before[1]?.en).toBe("New at work. Has not chosen how to be thanked.");
  expect((await toldOf(services, people.karin.id))?.sv).toContain("Vill helst bli tackad mellan er.");
});
