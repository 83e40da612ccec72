import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { TokenCredential } from "@azure/identity";
import type { SecretClientOptions } from "@azure/keyvault-secrets";
import { localCertificate } from "./tls.ts";

export interface VaultOptions {
  /** The vault refuses to purge deleted secrets. */
  readonly isPurgeProtected?: boolean;
  /** The number of requests that a deletion, and a purge, remains in progress. */
  readonly slowness?: number;
  /** A name below `localhost`, for tests in which the SDK's check of the vault's domain must pass. */
  readonly host?: string;
  /** The token that gives access. */
  readonly token?: string;
}

export interface VaultDouble {
  readonly url: string;
  readonly credential: TokenCredential;
  readonly client: SecretClientOptions;
  readonly requests: string[];
  readonly refusals: string[];
  /** Answers the next matching requests with `status`; with `afterwards` after carrying them out. */
  fail(fault: {
    readonly when: RegExp;
    readonly status: number;
    readonly times: number;
    readonly afterwards?: boolean;
  }): void;
  /** Removes all faults. */
  heal(): void;
  /** Everything the vault still holds, recoverable deleted secrets included. */
  dump(): string;
  /** The names of existing and recoverable secrets. */
  secrets(): readonly string[];
  close(): Promise<void>;
}

interface Secret {
  readonly versions: Map<string, { readonly value: string; readonly created: number }>;
  newest: string;
}

/** A stand-in for Azure Key Vault at the protocol level: secrets, soft deletion that takes a while, purging. */
export async function openVaultDouble({
  isPurgeProtected = false,
  slowness = 2,
  host = "127.0.0.1",
  token = randomBytes(16).toString("hex"),
}: VaultOptions = {}): Promise<VaultDouble> {
  const secrets = new Map<string, Secret>();
  const deleted = new Map<string, { readonly secret: Secret; arrivesIn: number; goesIn: number | undefined }>();
  const requests: string[] = [];
  const refusals: string[] = [];
  let faults: { when: RegExp; status: number; times: number; afterwards?: boolean }[] = [];

  const bundle = (name: string, version: string, { value, created }: { value: string; created: number }) => ({
    value,
    id: `${url}/secrets/${name}/${version}`,
    attributes: { enabled: true, created, updated: created, recoveryLevel: "Recoverable+Purgeable" },
  });
  const no = (status: number, code: string) => ({ status, body: { error: { code, message: code } } });

  /** Deletions and purges progress with each request for the secret. */
  function passTime(name: string): void {
    const one = deleted.get(name);
    if (one && one.arrivesIn > 0) {
      one.arrivesIn--;
    } else if (one?.goesIn !== undefined && one.goesIn-- <= 0) {
      deleted.delete(name);
    }
  }

  async function answer(req: IncomingMessage): Promise<{ status: number; body?: unknown }> {
    const { pathname, searchParams } = new URL(req.url ?? "/", url);
    const [, kind = "", rawName = "", version = ""] = pathname.split("/");
    // As in the service, names are case-insensitive.
    const name = rawName.toLowerCase();
    const operation = `${req.method} ${kind}${version ? "/version" : ""}`;
    requests.push(operation);
    if (!searchParams.has("api-version") || !/^[0-9a-z-]{1,127}$/.test(name)) {
      return no(400, "BadParameter");
    }
    passTime(name);
    const deletedKey = deleted.get(name);
    switch (operation) {
      case "PUT secrets": {
        if (deletedKey) {
          return no(409, deletedKey.arrivesIn > 0 ? "ObjectIsBeingDeleted" : "ObjectIsDeletedButRecoverable");
        }
        const { value } = (await json(req)) as { value: string };
        const secret = secrets.get(name) ?? { versions: new Map(), newest: "" };
        secret.newest = randomBytes(16).toString("hex");
        const made = { value, created: Math.floor(Date.now() / 1000) };
        secret.versions.set(secret.newest, made);
        secrets.set(name, secret);
        return { status: 200, body: bundle(name, secret.newest, made) };
      }
      case "GET secrets":
      case "GET secrets/version": {
        const secret = secrets.get(name);
        const wanted = version || secret?.newest || "";
        const found = secret?.versions.get(wanted);
        return found ? { status: 200, body: bundle(name, wanted, found) } : no(404, "SecretNotFound");
      }
      case "DELETE secrets": {
        const secret = secrets.get(name);
        if (!secret) {
          return deletedKey && deletedKey.arrivesIn > 0 ? no(409, "ObjectIsBeingDeleted") : no(404, "SecretNotFound");
        }
        secrets.delete(name);
        deleted.set(name, { secret, arrivesIn: slowness, goesIn: undefined });
        return { status: 200, body: deletedBundle(name) };
      }
      case "GET deletedsecrets":
        return deletedKey && deletedKey.arrivesIn === 0
          ? { status: 200, body: deletedBundle(name) }
          : no(404, "SecretNotFound");
      case "DELETE deletedsecrets":
        if (!deletedKey || deletedKey.arrivesIn > 0) {
          return deletedKey ? no(409, "ObjectIsBeingDeleted") : no(404, "SecretNotFound");
        }
        if (isPurgeProtected) {
          return no(403, "ForbiddenByPolicy");
        }
        deletedKey.goesIn ??= slowness;
        return { status: 204 };
      default:
        refusals.push(operation);
        return no(501, "NotImplemented");
    }
  }

  const deletedBundle = (name: string) => ({
    recoveryId: `${url}/deletedsecrets/${name}`,
    deletedDate: Math.floor(Date.now() / 1000),
    scheduledPurgeDate: Math.floor(Date.now() / 1000) + 7 * 86_400,
    id: `${url}/secrets/${name}`,
    attributes: { enabled: true },
  });

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (req.headers.authorization !== `Bearer ${token}`) {
      const owner = host.endsWith(".localhost") ? "localhost" : "vault.azure.net";
      const challenge = `Bearer authorization="https://login.example/tenant", resource="https://${owner}"`;
      res.writeHead(401, { "www-authenticate": challenge, "content-type": "application/json" }).end("{}");
      return;
    }
    const what = `${req.method} ${req.url}`;
    const fault = faults.find(({ when, times }) => times > 0 && when.test(what));
    if (fault) {
      fault.times--;
    }
    const done = fault && !fault.afterwards ? undefined : await answer(req);
    const { status, body } = fault ? no(fault.status, "Fault") : (done ?? no(500, "Nothing"));
    res.writeHead(status, { "content-type": "application/json" });
    res.end(body === undefined ? "" : JSON.stringify(body));
  }

  const server = createServer(await localCertificate(), (req, res) => void handle(req, res));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `https://${host}:${(server.address() as AddressInfo).port}`;

  return {
    url,
    credential: { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) },
    client: {
      // The double's address is not in Azure's domain.
      disableChallengeResourceVerification: true,
      retryOptions: { retryDelayInMs: 1, maxRetryDelayInMs: 2 },
    },
    requests,
    refusals,
    fail: (fault) => {
      faults = [...faults, { ...fault }];
    },
    heal: () => {
      faults = [];
    },
    dump: () =>
      JSON.stringify([
        [...secrets].map(([name, { versions }]) => [name, [...versions]]),
        [...deleted].map(([name, { secret }]) => [name, [...secret.versions]]),
      ]),
    secrets: () => [...secrets.keys(), ...deleted.keys()],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
