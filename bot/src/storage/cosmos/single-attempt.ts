import type { HttpClient } from "@azure/core-rest-pipeline";

/**
 * The SDK's HTTP client, but a request without an answer fails immediately. By default the SDK repeats a read whose
 * connection was reset ten times, a second apart, and one that timed out 120 times: longer than anybody waits, and
 * hidden from `retry.ts`.
 */
export async function singleAttempt(): Promise<HttpClient> {
  const { createDefaultHttpClient } = await import("@azure/core-rest-pipeline");
  const client = createDefaultHttpClient();
  return {
    sendRequest: (request) =>
      client.sendRequest(request).catch((cause: unknown) => {
        throw new NoAnswer(cause);
      }),
  };
}

class NoAnswer extends Error {
  override readonly name = "NoAnswer";
  /** A code that the SDK does not know, and so does not retry. */
  readonly code = "NO_ANSWER";

  constructor(cause: unknown) {
    super("Cosmos DB gave no answer", { cause });
  }
}
