import autocannon from "autocannon";

export interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** The concurrency of a large organisation's busy hour. */
const CONNECTIONS = 32;

/**
 * Sends requests with bodies from `body` for `durationS` seconds.
 *
 * @throws Error when any response was not a success, because then it is not a measurement
 */
export async function load(port: number, durationS: number, body: () => object): Promise<Measured> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/api/messages`,
    connections: CONNECTIONS,
    duration: durationS,
    requests: [
      {
        method: "POST",
        headers: { "content-type": "application/json" },
        setupRequest: (request) => ({ ...request, body: JSON.stringify(body()) }),
      },
    ],
    verifyBody: (answer) => !String(answer).includes("application/vnd.microsoft.error"),
  });
  const failed = result.errors + result.non2xx + result.timeouts + (result.mismatches ?? 0);
  if (failed > 0) {
    throw new Error(`${failed} of ${result.requests.total} answers were no success`);
  }
  return { perSecond: result.requests.average, p50Ms: result.latency.p50, p99Ms: result.latency.p99 };
}
