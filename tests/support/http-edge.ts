import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Express } from "express";
import { onTestFinished } from "vitest";
import type { Person, Services } from "#bot/core/context.ts";
import { type DocumentStore, forTenant } from "#bot/core/document-store.ts";
import type { Feature } from "#bot/core/feature.ts";
import type { LogFields } from "#bot/core/log.ts";
import { httpApp } from "#bot/http/http-app.ts";
import type { Limits } from "#bot/http/limits.ts";
import type { LiveSettings } from "#bot/http/live/live-settings.ts";
import { openLivePages } from "#bot/http/live.ts";
import type { TeamSettings } from "#bot/kernel/contract.ts";
import { verbsOf } from "#bot/kernel/dispatch.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { openTokenIssuer, type TokenIssuer } from "#bot/local/token-issuer.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { sharedKeyPair } from "./shared-key-pair.ts";

export const tenantId = "11111111-1111-4111-8111-111111111111";

const person = (number: number, name: string): Person => ({ id: `00000000-0000-4000-8000-00000000000${number}`, name });
export const anna = person(1, "Anna Ek");
export const bo = person(2, "Bo Lind");
export const stranger = person(9, "Sture Främling");

export const team = teamOf("19:team@thread.tacv2", "Produktteamet");
/** A team without Anna and Bo. */
export const otherTeam = teamOf("19:other@thread.tacv2", "Ledningen");

export interface HttpEdge {
  readonly url: string;
  readonly issuer: TokenIssuer;
  readonly store: DocumentStore;
  /** The ids of documents that requests have read, in order. */
  readonly reads: readonly string[];
  readonly logged: readonly (LogFields & { readonly event: string })[];
  /** Requests with a valid token of `who`, unless `headers` override it. */
  ask(path: string, options?: RequestInit & { readonly who?: Person }): Promise<Response>;
}

/**
 * The HTTP edge alone, over a socket and with a store on disk, with the features that a test passes in: its guarantees
 * hold for every feature. Whole journeys run in the composition of `a-team.ts`.
 */
export async function anHttpEdge(parts: {
  readonly features: readonly Feature[];
  readonly contact?: string;
  readonly security?: Parameters<typeof httpApp>[0]["security"];
  readonly now?: () => Date;
  readonly pages?: (app: Express, issuer: TokenIssuer) => void;
  readonly liveSettings?: Partial<LiveSettings>;
  readonly messages?: Parameters<typeof httpApp>[0]["messages"]["handle"];
  readonly limits?: Limits;
}): Promise<HttpEdge> {
  const folder = mkdtempSync(join(tmpdir(), "gnista-http-"));
  const raw = openEmbedded({ file: join(folder, "gnista.db") });
  const store = forTenant(raw, tenantId);
  for (const settings of [team, otherTeam]) {
    await store.write(teamPartition(settings.id), [{ kind: "put", id: "team", data: settings }]);
  }
  const issuer = await openTokenIssuer({ tenantId, now: () => new Date(), keyPair: await sharedKeyPair() });
  const logged: (LogFields & { event: string })[] = [];
  const reads: string[] = [];
  const noted: DocumentStore = {
    ...raw,
    get(pk, id) {
      reads.push(id);
      return raw.get(pk, id);
    },
  };
  const note = (event: string, fields: LogFields = {}) => void logged.push({ event, ...fields });

  const log = { debug: note, info: note, warn: note, error: note };
  const servicesFor = (tenant: string, requestId: string): Services =>
    servicesOf(livePages.notifyingStore(tenant, forTenant(noted, tenant)), tenant, requestId);
  const livePages = openLivePages({
    log,
    isShared: false,
    now: () => new Date(),
    servicesFor,
    ...(parts.liveSettings ? { settings: parts.liveSettings } : {}),
  });
  const app = httpApp({
    features: parts.features,
    verbs: verbsOf(parts.features),
    tokens: issuer.rules,
    servicesFor,
    livePages,
    messages: {
      check: async () => "trusted",
      handle: parts.messages ?? (async (_req, res) => void res.status(200).end()),
    },
    ...(parts.limits ? { limits: parts.limits } : {}),
    ...(parts.contact ? { contact: parts.contact } : {}),
    ...(parts.security ? { security: parts.security } : {}),
    pages: (made) => parts.pages?.(made, issuer),
    log,
    now: parts.now ?? (() => new Date()),
  });
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(async () => {
    await livePages.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await raw.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    issuer,
    store,
    reads,
    logged,
    async ask(path, { who = anna, headers, ...options } = {}) {
      const own = { authorization: `Bearer ${await issuer.tokenFor(who)}` };
      return fetch(url + path, { ...options, headers: { ...own, ...(headers as Record<string, string>) } });
    },
  };
}

function servicesOf(store: DocumentStore, tenant: string, requestId: string): Services {
  const beyond = () => {
    throw new Error("no slice of this test goes there");
  };
  return {
    tenantId: tenant,
    requestId,
    now: new Date(),
    store,
    keys: { create: beyond, get: beyond, destroy: beyond },
    roster: {
      async members(conversationId) {
        return [team.id, team.conversationId].includes(conversationId)
          ? [anna, bo].map((one) => ({ ...one, isGuest: false, isExternal: false }))
          : [];
      },
      isChannelOf: async () => false,
      forget: () => undefined,
    },
    due: { promise: beyond },
    meetings: { organiser: async () => undefined },
    deliver: { redraw: beyond },
  };
}

function teamOf(id: string, name: string): TeamSettings {
  return {
    schema: 1,
    id,
    name,
    conversationId: id.replace("@", "-general@"),
    kind: "team",
    locale: "sv",
    zone: "Europe/Stockholm",
    leaders: [],
    values: [],
    pressedWeeks: [],
  };
}
