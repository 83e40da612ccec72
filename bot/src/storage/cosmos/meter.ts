import type { Log } from "../../core/log.ts";
import { CosmosRefusal, toCosmosRefusal } from "./cosmos-refusal.ts";

export type Call = "get" | "write" | "range";

/** What the SDK's answers have in common. */
interface Charged {
  readonly requestCharge: number | undefined;
}

export type Metered = <T extends Charged>(call: Call, run: () => Promise<T>) => Promise<T>;

/**
 * Runs a call and says what it cost, in the log (level debug), of which `telemetry.ts` makes figures. What the SDK throws
 * comes out as `Refused`.
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
