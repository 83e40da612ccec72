import type { Log } from "./core/log.ts";
import { withTimeout } from "./core/with-timeout.ts";

/** After an uncaught error the process is in an unknown state: it ends soon, whatever is still unsent. */
const MAX_FLUSH_MS = 2_000;
/** A library that prints in a loop must not fill the log. */
const MAX_REPORTED = 100;

/**
 * Lets nothing leave the process but the log, whose lines hold no text of people.
 *
 * An uncaught exception and an unhandled rejection are logged by class and stack, and end the process with exit code 1
 * after `flush`. Node's own report would print the message, and messages quote what people wrote. Warnings are logged in
 * the same way. What libraries print (`console`, `process.stdout`, `process.stderr`) is dropped; the place that printed it
 * is logged once.
 *
 * The log writes to the file descriptor, not to `process.stdout`, so it is not affected.
 */
export function guardProcess({ log, flush }: { readonly log: Log; flush(): Promise<unknown> }): void {
  endOnUncaught(log, flush);
  process.removeAllListeners("warning");
  process.on("warning", (error) => log.warn("process.warning", { error }));
  dropOutput(log);
}

function endOnUncaught(log: Log, flush: () => Promise<unknown>): void {
  let isEnding = false;
  const end = (event: string) => (error: unknown) => {
    log.error(event, { error });
    if (isEnding) {
      return;
    }
    isEnding = true;
    void withTimeout(Promise.allSettled([flush()]), MAX_FLUSH_MS, () => undefined).finally(() => process.exit(1));
  };
  process.on("uncaughtException", end("process.uncaught-exception"));
  process.on("unhandledRejection", end("process.unhandled-rejection"));
}

function dropOutput(log: Log): void {
  const reported = new Set<string>();
  for (const name of ["stdout", "stderr"] as const) {
    const drop = (done: () => void): void => {
      const error = new Printed();
      const place = error.stack ?? "";
      if (!reported.has(place) && reported.size < MAX_REPORTED) {
        reported.add(place);
        log.warn("process.output-dropped", { reason: name, error });
      }
      done();
    };
    // Below `write`, `end` and `pipe`, which all lead here. Ending the stream must not end the log's file descriptor.
    process[name]._write = (_chunk, _encoding, done) => drop(done);
    process[name]._writev = (_chunks, done) => drop(done);
    process[name]._final = (done) => done();
  }
}

/** Its stack says where something was printed. */
class Printed extends Error {
  override readonly name = "Printed";
}
