import type { Log } from "../../core/log.ts";
import { CosmosRefusal, toCosmosRefusal } from "./cosmos-refusal.ts";

export type Call = "get" | "write" | "range";

/** The common part of the SDK's answers. */
interface Charged {
  readonly requestCharge: number | undefined;
}

export type Metered = <T extends Charged>(call: Call, run: () => Promise<T>) => Promise<T>;

/**
 * Runs a call and logs its cost at level debug; `telemetry.ts` turns these lines into metrics. Errors of the SDK are
 * rethrown as `CosmosRefusal`.
 */
export function meter(log: Log): Metered {
  return async (call, run) => {
    const start = performance.now();
    const note = (requestUnits: number, status: number) => {
      const durationMs = Math.round(performance.now() - start);
      log.debug("cosmos.call", { call, requestUnits, status, durationMs });
    };
    try {
      const answer = await run();
      note(answer.requestCharge ?? 0, 200);
      return answer;
    } catch (thrown) {
      try {
        return toCosmosRefusal(thrown);
      } catch (error) {
        if (error instanceof CosmosRefusal) {
          note(error.requestUnits, error.status);
        }
        throw error;
      }
    }
  };
}
