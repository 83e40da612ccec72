import type { JobContext } from "#bot/core/context.ts";
import type { Job, JobWork } from "#bot/core/job.ts";
import { aScheduler } from "./a-scheduler.ts";

export function job(run: (ctx: JobContext, work: JobWork) => Promise<void> | void): Job {
  return { delivery: "atLeastOnce", run: async (ctx, work) => run(ctx, work) };
}

export function recordingScheduler(now?: () => number) {
  const ran: string[] = [];
  const harness = aScheduler({ "test/job": job((_, { id }) => void ran.push(id)) }, now ? { now } : {});
  return { ran, harness };
}

export const later = (time: Date, seconds: number) => new Date(time.getTime() + seconds * 1000);
