import { metrics } from "@opentelemetry/api";
import type { Log } from "../../core/log.ts";
import { Refused, refuse } from "./refused.ts";

export type Call = "get" | "write" | "range";

/** What the SDK's answers have in common. */
interface Charged {
  readonly requestCharge: number | undefined;
}

export type Metered = <T extends Charged>(call: Call, run: () => Promise<T>) => Promise<T>;

/**
 * Runs a call and says what it cost, in the log (level debug) and as metrics under their OpenTelemetry names (semantic
 * conventions for Azure Cosmos DB client calls). What the SDK throws comes out as `Refused`.
 */
export function meter(log: Log): Metered {
  const instruments = metrics.getMeter("gnista.storage");
  const charges = instruments.createHistogram("azure.cosmosdb.client.operation.request_charge", {
    unit: "{request_unit}",
    description: "Request units of one call to Cosmos DB",
  });
  const durations = instruments.createHistogram("db.client.operation.duration", {
    unit: "s",
    description: "How long one call to Cosmos DB took",
  });

  return async (call, run) => {
    const start = performance.now();
    const note = (requestUnits: number, status: number) => {
      const durationMs = Math.round(performance.now() - start);
      const attributes = { "db.system.name": "azure.cosmosdb", "db.operation.name": call, "http.status": status };
      charges.record(requestUnits, attributes);
      durations.record(durationMs / 1000, attributes);
      log.debug("cosmos.call", { call, requestUnits, status, durationMs });
    };
    try {
      const answer = await run();
      note(answer.requestCharge ?? 0, 200);
      return answer;
    } catch (thrown) {
      try {
        return refuse(thrown);
      } catch (error) {
        if (error instanceof Refused) {
          note(error.requestUnits, error.status);
        }
        throw error;
      }
    }
  };
}
