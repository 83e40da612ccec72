import { describe, expect, it } from "vitest";
import type { LogFields } from "#bot/core/log.ts";
import { openLog } from "#bot/log.ts";
import { openTelemetry } from "#bot/telemetry.ts";
import { ingestion } from "./support/ingestion.ts";

const requestId = "0123abcd-0000-4000-8000-000000000ab0";

async function trial() {
  const azure = await ingestion();
  const lines: string[] = [];
  const log = openLog({ level: "trace", write: (line) => void lines.push(line) });
  const telemetry = await openTelemetry({ connectionString: azure.connectionString, log });
  return { ...azure, ...telemetry, lines };
}

describe("telemetry", () => {
  it("telemetry measures the duration of responses, the cost of database calls, and the outcome and lag of due work", async () => {
    const { log, stop, figures } = await trial();

    log.debug("http.answered", { requestId, route: "/messages", verb: "polls/vote", status: 200, durationMs: 250 });
    log.debug("cosmos.call", { call: "write", requestUnits: 18.5, status: 200, durationMs: 6 });
    log.info("due.done", { requestId, job: "kudos/share", durationMs: 40, lagMs: 3_000, attempt: 1 });
    log.warn("due.undeliverable", { requestId, job: "kudos/hand-over", durationMs: 40, lagMs: 10, reason: "blocked" });
    log.warn("due.unknown", { job: "polls/remind", attempt: 1 });
    await stop();

    const of = (name: string) => figures().filter((one) => one.name === name);
    expect(of("http.server.request.duration")).toMatchObject([{ value: 0.25, about: { "gnista.verb": "polls/vote" } }]);
    expect(of("azure.cosmosdb.client.operation.request_charge")).toMatchObject([{ value: 18.5 }]);
    expect(of("gnista.due.lag").map(({ value }) => value)).toEqual(expect.arrayContaining([3, 0.01]));
    expect(
      of("gnista.delivery.outcomes")
        .map(({ about }) => about["gnista.outcome"])
        .sort(),
    ).toEqual(["done", "undeliverable", "unknown"]);
    expect(of("gnista.sends.unknown")).toMatchObject([{ value: 1, about: { "gnista.job": "polls/remind" } }]);
  });

  it("telemetry traces a request under the request id of the log", async () => {
    const { log, stop, told } = await trial();

    log.debug("http.answered", { requestId, route: "/messages", verb: "polls/vote", status: 200, durationMs: 250 });
    log.error("due.bug", { requestId, job: "polls/redraw", durationMs: 5, lagMs: 0, error: new Error("Anna") });
    await stop();

    const traces = told.filter(({ type }) => type === "RequestData");
    expect(traces.map(({ data }) => data.name).sort()).toEqual(["/messages polls/vote", "polls/redraw"]);
    expect(traces.map(({ data }) => data.success).sort()).toEqual([false, true]);
    expect(traces.map(({ tags }) => tags["ai.operation.id"])).toEqual([1, 2].map(() => requestId.replaceAll("-", "")));
  });

  it("telemetry traces every slow or failed request, and one in sixteen of the others", async () => {
    const { log, stop, told } = await trial();
    const logAnswer = (last: string, fields: LogFields) =>
      log.debug("http.answered", {
        requestId: `${requestId.slice(0, -1)}${last}`,
        status: 200,
        durationMs: 3,
        ...fields,
      });

    for (const last of "0123456789abcdef") {
      logAnswer(last, { route: "usual" });
    }
    logAnswer("1", { route: "slow", durationMs: 2_000 });
    logAnswer("1", { route: "wrong", status: 503 });
    await stop();

    const traced = told.filter(({ type }) => type === "RequestData").map(({ data }) => data.name);
    expect(traced.sort()).toEqual(["slow", "usual", "wrong"]);
  });

  it("telemetry sends only the fields that may be logged", async () => {
    const { log, stop, raw, lines } = await trial();
    const careless = {
      verb: "kudos/give",
      actor: "Anna Ask",
      words: "hemligt",
      personId: "00000000-aaaa",
    } as LogFields;

    log.debug("http.answered", { requestId, durationMs: 9_000, route: "/messages", ...careless });
    log.error("due.failed", { requestId, durationMs: 9_000, job: "a/b", error: new Error("hemligt om Anna Ask") });
    await stop();

    expect(raw()).toContain("kudos/give");
    expect(raw()).not.toMatch(/Anna|hemligt|aaaa/);
    expect(lines).toHaveLength(2);
  });

  it("telemetry stops when its endpoint cannot be reached", async () => {
    const log = openLog({ level: "silent" });
    const connectionString =
      "InstrumentationKey=00000000-0000-4000-8000-00000000000f;IngestionEndpoint=http://127.0.0.1:9/";
    const telemetry = await openTelemetry({ connectionString, log });

    telemetry.log.info("due.done", { job: "a/b", lagMs: 1 });

    await expect(telemetry.stop()).resolves.toBeUndefined();
  });
});
