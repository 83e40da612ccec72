import { localeOf, Refused } from "../api.ts";
import type { Locale } from "../language.ts";
import { eventsIn, type StreamEvent, watch } from "../stream.ts";
import { ssoToken } from "../teams.ts";

export interface StreamRequest {
  readonly path: string;
  readonly locale: Locale;
  /** The last event that this page has: the server leaves out what it already shows. */
  readonly lastEventId: string | undefined;
  readonly signal: AbortSignal;
  onOpen(locale: Locale): void;
  onEvent(event: StreamEvent): void;
}

/**
 * Reads the events at a path until the server ends the stream, or is silent for too long.
 *
 * @throws Refused when the server answers with an error status; `NotSignedIn`; what `fetch` throws
 */
export async function readLiveStream(request: StreamRequest): Promise<void> {
  const silence = new AbortController();
  const silenceTimer = watch(() => silence.abort());
  try {
    await read(request, AbortSignal.any([request.signal, silence.signal]), silenceTimer.anything);
  } catch (error) {
    if (!silence.signal.aborted) {
      throw error;
    }
  } finally {
    silenceTimer.end();
  }
}

async function read(request: StreamRequest, signal: AbortSignal, onBytes: () => void): Promise<void> {
  const { path, locale, lastEventId } = request;
  const headers = {
    Authorization: `Bearer ${await ssoToken()}`,
    "Accept-Language": locale,
    ...(lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId }),
  };
  const response = await fetch(`/api${path}`, { headers, signal, cache: "no-store" });
  if (!response.ok || !response.body) {
    throw new Refused(response.status, { code: "", title: "" });
  }
  request.onOpen(localeOf(response));
  for await (const event of eventsIn(response.body, onBytes)) {
    request.onEvent(event);
  }
}
