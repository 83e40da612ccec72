import {
  type Attributes,
  type Context,
  type Meter,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import type { Log, LogFields } from "./core/log.ts";
import { withTimeout } from "./core/with-timeout.ts";

export interface Telemetry {
  /** The log whose lines are also measured. */
  readonly log: Log;
  /** Sends what is pending, with a short timeout. */
  stop(): Promise<void>;
}

/**
 * Sends metrics and traces to Application Insights. They are derived from log lines only, so what may not be logged
 * cannot be sent, and no other part of Gnista knows about them.
 *
 * Metrics count everything; traces are kept for slow and failed requests and for one of sixteen others, which limits
 * the cost at fifty thousand people.
 */
export async function openTelemetry(parts: {
  readonly connectionString: string;
  readonly log: Log;
  /** The interval of sending metrics. */
  readonly everyMs?: number;
}): Promise<Telemetry> {
  // Loaded only when telemetry is configured.
  const [azure, traces, figures, { resourceFromAttributes }] = await Promise.all([
    import("@azure/monitor-opentelemetry-exporter"),
    import("@opentelemetry/sdk-trace-base"),
    import("@opentelemetry/sdk-metrics"),
    import("@opentelemetry/resources"),
  ]);
  // Nothing unsent is kept on disk.
  const { everyMs = 60_000, connectionString } = parts;
  const address = { connectionString, disableOfflineStorage: true };
  const resource = resourceFromAttributes({ "service.name": "gnista" });
  const exporter = new azure.AzureMonitorMetricExporter(address);
  const meters = new figures.MeterProvider({
    resource,
    readers: [
      new figures.PeriodicExportingMetricReader({
        exporter,
        exportIntervalMillis: everyMs,
        exportTimeoutMillis: Math.min(everyMs, 10_000),
      }),
    ],
  });
  const tracers = new traces.BasicTracerProvider({
    resource,
    spanProcessors: [new traces.BatchSpanProcessor(new azure.AzureMonitorTraceExporter(address))],
  });

  const measure = measures(meters.getMeter("gnista"));
  const tracer = tracers.getTracer("gnista");
  function note(event: string, fields: LogFields = {}): void {
    measure(event, fields);
    const { requestId, durationMs } = fields;
    if (requestId === undefined || durationMs === undefined || !isWorthTracing(fields)) {
      return;
    }
    const end = Date.now();
    const attributes = attributesOf(fields);
    const span = tracer.startSpan(
      nameOf(event, fields),
      { kind: SpanKind.SERVER, attributes, startTime: end - durationMs },
      traceContextOf(requestId),
    );
    if (isWrong(fields)) {
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end(end);
  }

  return {
    log: withNotes(parts.log, note),
    async stop() {
      const sent = Promise.allSettled([tracers.shutdown(), meters.shutdown()]);
      await withTimeout(sent, MAX_STOP_MS, () => undefined);
    },
  };
}

const MAX_STOP_MS = 1_500;
const SLOW_MS = 1_000;

function withNotes(log: Log, note: (event: string, fields?: LogFields) => void): Log {
  const both = (level: keyof Log) => (event: string, fields?: LogFields) => {
    log[level](event, fields);
    note(event, fields);
  };
  return { debug: both("debug"), info: both("info"), warn: both("warn"), error: both("error") };
}

/** Maps log lines to metrics. Names follow OpenTelemetry's semantic conventions where they exist. */
function measures(meter: Meter): (event: string, fields: LogFields) => void {
  const seconds = (name: string, description: string) => meter.createHistogram(name, { unit: "s", description });
  const turns = seconds("http.server.request.duration", "How long an answer took, to Teams and to the tab");
  const calls = seconds("db.client.operation.duration", "How long one call to Cosmos DB took");
  const charges = meter.createHistogram("azure.cosmosdb.client.operation.request_charge", {
    unit: "{request_unit}",
    description: "Request units of one call to Cosmos DB",
  });
  const lag = seconds("gnista.due.lag", "How long after its time a promise was kept");
  const outcomes = meter.createCounter("gnista.delivery.outcomes", { description: "How promises ended" });
  const unknown = meter.createCounter("gnista.sends.unknown", {
    description: "Messages of which nobody knows whether they arrived",
  });

  return (event, { durationMs = 0, lagMs, requestUnits, call, job, route, verb, status }) => {
    if (event === "http.answered") {
      turns.record(
        durationMs / 1000,
        withoutUndefined({ "http.route": route, "gnista.verb": verb, "http.status": status }),
      );
      return;
    }
    if (event === "cosmos.call") {
      const about = withoutUndefined({
        "db.system.name": "azure.cosmosdb",
        "db.operation.name": call,
        "http.status": status,
      });
      charges.record(requestUnits ?? 0, about);
      calls.record(durationMs / 1000, about);
      return;
    }
    const outcome = OUTCOMES[event];
    if (outcome === undefined) {
      return;
    }
    outcomes.add(1, withoutUndefined({ "gnista.job": job, "gnista.outcome": outcome }));
    if (lagMs !== undefined) {
      lag.record(Math.max(0, lagMs) / 1000, withoutUndefined({ "gnista.job": job }));
    }
    if (outcome === "unknown") {
      unknown.add(1, withoutUndefined({ "gnista.job": job }));
    }
  };
}

/** The log events with which the scheduler and card refreshes report an outcome. */
const OUTCOMES: Readonly<Record<string, string>> = {
  "due.done": "done",
  "due.later": "later",
  "due.undeliverable": "undeliverable",
  "due.unknown": "unknown",
  "due.failed": "failed",
  "due.bug": "bug",
  "redraw.given-up": "card not redrawn",
};

const isWrong = ({ status = 200, error }: LogFields): boolean => status >= 500 || error !== undefined;

/** The same decision for all lines of one request. */
const isWorthTracing = (fields: LogFields): boolean =>
  isWrong(fields) || (fields.durationMs ?? 0) >= SLOW_MS || (fields.requestId ?? "").endsWith("0");

const nameOf = (event: string, { route, verb, job }: LogFields): string =>
  job ?? ([route, verb].filter(Boolean).join(" ") || event);

const attributesOf = ({ route, verb, job, status, code, attempt, reason }: LogFields): Attributes =>
  withoutUndefined({
    "http.route": route,
    "http.response.status_code": status,
    "gnista.verb": verb,
    "gnista.job": job,
    "gnista.attempt": attempt,
    "gnista.reason": reason,
    "error.type": code,
  });

function withoutUndefined(attributes: Readonly<Record<string, string | number | undefined>>): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined)) as Attributes;
}

/** A request id has as many digits as a trace id, so log lines and traces can be found by each other. */
function traceContextOf(requestId: string): Context {
  const traceId = requestId.replaceAll("-", "");
  const spanContext = { traceId, spanId: traceId.slice(-16), traceFlags: 1, isRemote: true };
  return trace.setSpanContext(ROOT_CONTEXT, spanContext);
}
