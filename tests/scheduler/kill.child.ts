/** A process for `kill.test.ts` to kill: it starts the due jobs, writes their ids to stdout and never ends them. */

import type { Job } from "#bot/core/job.ts";
import { openScheduler } from "#bot/scheduler/scheduler.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { jobContext } from "./a-scheduler.ts";

const [file = "", nowISO = ""] = process.argv.slice(2);
const now = () => new Date(nowISO);
const store = openEmbedded({ file, now });
const hang = (delivery: Job["delivery"]): Job => ({
  delivery,
  run: (_, { id }) => {
    process.stdout.write(`${id}\n`);
    return new Promise(() => {});
  },
});

openScheduler({
  store,
  jobs: { "test/reminder": hang("atMostOnce"), "test/post": hang("atLeastOnce") },
  contextFor: (tenantId, requestId) => jobContext({ store, file, tenantId, requestId, now, wake: () => {} }),
  now,
  log: { debug() {}, info() {}, warn() {}, error() {} },
}).start();
setInterval(() => {}, 1000);
