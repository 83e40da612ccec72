import type { HttpClient } from "@azure/core-rest-pipeline";

/**
 * The SDK's way to the network, but whatever stays without an answer is said at once. Left alone the SDK repeats a read
 * whose connection was reset ten times, a second apart, and one that took too long 120 times: longer than anybody waits,
 * and hidden from our own patience.
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
  /** None that the SDK knows, so none that it repeats. */
  readonly code = "NO_ANSWER";

  constructor(cause: unknown) {
    super("Cosmos DB gave no answer", { cause });
  }
}
