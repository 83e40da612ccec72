import { createParser } from "eventsource-parser";
import { onTestFinished } from "vitest";
import { PanelView } from "#bot/features/rounds/contract.ts";
import type { Team } from "./a-team.ts";

export interface OpenPanel {
  /** Every view as it was sent. */
  readonly sent: readonly string[];
  /** The number of received comments, which only keep the connection alive. */
  readonly beats: number;
  readonly lastId: string | undefined;
  readonly hasEnded: boolean;
  /** The server's reason for ending the stream early. */
  readonly farewell: string | undefined;
  /** The time for which a page must not reconnect. */
  readonly retryMs: number | undefined;
  view(): PanelView;
  /** Resolves with the first view for which `fits` is true, the current one included. */
  until(fits: (view: PanelView) => boolean): Promise<PanelView>;
  ended: Promise<void>;
  close(): Promise<void>;
}

/** Reads a panel's stream over HTTP as the tab does. */
export async function readPanel(url: string, headers: Readonly<Record<string, string>>): Promise<OpenPanel> {
  const controller = new AbortController();
  const response = await fetch(url, { headers, signal: controller.signal });
  if (response.status !== 200 || !response.body) {
    throw new Error(`no stream: ${response.status} ${await response.text()}`);
  }
  const sent: string[] = [];
  const waiting = new Set<() => void>();
  let beats = 0;
  let lastId: string | undefined;
  let hasEnded = false;
  let farewell: string | undefined;
  let retryMs: number | undefined;

  async function read(body: ReadableStream<Uint8Array>): Promise<void> {
    const parser = createParser({
      onEvent({ event, id, data }) {
        if (event !== undefined) {
          farewell = event;
          return;
        }
        lastId = id;
        sent.push(data);
      },
      onComment: () => beats++,
      onRetry(ms) {
        retryMs = ms;
      },
    });
    const reader = body.getReader();
    const words = new TextDecoder();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parser.feed(words.decode(part.value, { stream: true }));
      for (const wake of waiting) {
        wake();
      }
    }
  }
  const ended = read(response.body)
    .catch(() => undefined)
    .then(() => {
      hasEnded = true;
      for (const wake of waiting) {
        wake();
      }
    });

  const view = () => PanelView.parse(JSON.parse(sent.at(-1) ?? '{"mayStart":false}'));
  return {
    sent,
    ended,
    get beats() {
      return beats;
    },
    get lastId() {
      return lastId;
    },
    get hasEnded() {
      return hasEnded;
    },
    get farewell() {
      return farewell;
    },
    get retryMs() {
      return retryMs;
    },
    view,
    async until(fits) {
      while (!fits(view())) {
        if (hasEnded) {
          throw new Error(`the stream ended at ${sent.at(-1)}`);
        }
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiting.delete(wake);
            resolve();
          };
          waiting.add(wake);
        });
      }
      return view();
    },
    async close() {
      controller.abort();
      await ended;
    },
  };
}

/** Opens a person's panel at one of the team's servers. Closed with the test. */
export async function openPanel(
  team: Team,
  who: string,
  options: { readonly instance?: number; readonly query?: string; readonly seen?: string; readonly chat?: string } = {},
): Promise<OpenPanel> {
  const { url, headers } = await team
    .as(who, options.instance)
    .asksAt(`/teams/${encodeURIComponent(options.chat ?? team.teamId)}/rounds/live`);
  const lastEventHeader = options.seen === undefined ? {} : { "Last-Event-ID": options.seen };
  const panel = await readPanel(`${url}${options.query ?? ""}`, { ...headers, ...lastEventHeader });
  onTestFinished(panel.close);
  return panel;
}
