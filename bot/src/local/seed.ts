import { allFeatures } from "../all-features.ts";
import type { Context, JobContext, Locale, Services } from "../core/context.ts";
import type { DocumentStore } from "../core/document-store.ts";
import type { Job } from "../core/job.ts";
import type { KeyStore } from "../core/key-store.ts";
import type { Log } from "../core/log.ts";
import { offlineServices } from "../core/offline-services.ts";
import type { Outbox } from "../core/outbox.ts";
import type { ActAs, Sample, SampleAct, SampleName, SampleTeam } from "../core/sample.ts";
import { openScheduler } from "../scheduler/scheduler.ts";
import { calendar, nonceFor } from "./calendar.ts";
import { people, sampleTeam, TENANT, teamIn } from "./sample-team.ts";

export interface SeedParts {
  readonly store: DocumentStore;
  readonly keys: KeyStore;
  readonly log: Log;
  /** The team's current day. */
  readonly now: Date;
  readonly locale: Locale;
}

/**
 * Creates the sample team's twelve weeks of history up to `now`: runs the normal verbs and the scheduler, with the time
 * set to each moment in turn. Nothing is posted.
 */
export async function seed({ store, keys, log, now, locale }: SeedParts): Promise<void> {
  let at = now;
  const services = () => offlineServices({ store, keys, tenantId: TENANT, now: at, members });
  const outbox = discardingOutbox();
  const contextFor = (): JobContext => ({ ...services(), outbox });
  const scheduler = openScheduler({ store, jobs, contextFor, now: () => at, log });
  const as: ActAs = (who) => actingAs(services(), who, locale);

  for (const act of await samplesOf((sample, team) => sample.acts(team), { now, locale })) {
    at = act.at;
    await scheduler.runDue();
    await act.run(as);
    await scheduler.runDue();
  }
  at = now;
  await scheduler.runDue();
  await scheduler.stop();
}

/** Gives a team that was just added, without a history, the settings of the sample team: by the features' samples. */
export async function applySettings(services: Services, locale: Locale): Promise<void> {
  const acts = await samplesOf((sample, team) => sample.settings?.(team) ?? [], { now: services.now, locale });
  for (const act of acts) {
    await act.run((who) => actingAs(services, who, locale));
  }
}

const actingAs = (services: Services, who: SampleName, locale: Locale): Context => ({
  ...services,
  actor: people[who],
  team: { id: sampleTeam.id, conversationId: sampleTeam.conversationId },
  locale,
});

/** The sample acts that the features declare, oldest first. */
async function samplesOf(
  actsIn: (sample: Sample, team: SampleTeam) => readonly SampleAct[],
  { now, locale }: Pick<SeedParts, "now" | "locale">,
): Promise<readonly SampleAct[]> {
  const team: SampleTeam = { ...teamIn(locale), people, now, dateOf: calendar(now), nonceFor };
  const modules = await Promise.all(allFeatures.map(({ sample }) => sample?.()));
  return modules
    .flatMap((module) => (module ? actsIn(module.sample, team) : []))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

const jobs: Readonly<Record<string, Job>> = Object.assign({}, ...allFeatures.map((slice) => slice.jobs ?? {}));

const members = Object.values(people).map(({ id, name }) => ({ id, name, isGuest: false, isExternal: false }));

/** An outbox that posts nothing: messages of the past need no delivery. */
function discardingOutbox(): Outbox {
  let last = 0;
  return {
    async post(to) {
      const conversationId = to.kind === "person" ? `a:${to.personId}` : to.conversationId;
      return { conversationId, activityId: `sample-${++last}` };
    },
    update: async () => undefined,
    withdraw: async () => undefined,
    markInMeeting: async () => undefined,
  };
}
