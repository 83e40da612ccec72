import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { localCertificate } from "../tls.ts";
import { type DoubleRequest, type Fault, type Kind, openBudget, openFaults, openHotDocuments } from "./faults.ts";
import { type BatchOperation, type Items, isMap, openItems } from "./items.ts";
import { queryPlan, runQuery } from "./query.ts";
import { CosmosRefusal, type Reply, Unsupported } from "./reply.ts";
import { checkSignature } from "./signature.ts";

export interface DoubleOptions {
  /** The clock for time to live. */
  readonly now?: () => Date;
  /**
   * Entra ID tokens that give access to items. The key gives access to everything. The SDK sends tokens over TLS only.
   */
  readonly tokens?: ReadonlySet<string>;
  /** Request units per second. Unlimited by default. */
  readonly budget?: number;
  /** The number of writes by which a read without a newer session token may lag. */
  readonly lagWrites?: number;
  /** Added duration of a request: one for all, or by request. */
  readonly latencyMs?: number | ((request: DoubleRequest) => number);
  /** Answers 449 to a batch that conflicts with a running one on a document. */
  readonly hot449?: boolean;
}

export interface Charge {
  readonly kind: Kind;
  readonly requestUnits: number;
  readonly status: number;
}

export interface CosmosDouble {
  readonly endpoint: string;
  readonly key: string;
  /** The cost of every answered request, oldest first. */
  readonly charges: Charge[];
  /** Requested features that the double does not implement. Unless it is empty, the test has proved nothing. */
  readonly refusals: string[];
  fail(fault: Fault): void;
  /** Removes all faults. */
  heal(): void;
  /** Everything that any client could read, system properties and lagging views included. */
  dump(): string;
  close(): Promise<void>;
}

interface Collection {
  readonly definition: Readonly<Record<string, unknown>>;
  readonly items: Items;
}

/**
 * A stand-in for Azure Cosmos DB at the protocol level, so that tests drive the real SDK over HTTP. It is small, and as
 * strict as Cosmos DB. It refuses what it does not implement, and lists it in `refusals`.
 */
export async function openCosmosDouble(options: DoubleOptions = {}): Promise<CosmosDouble> {
  const { now = () => new Date(), tokens = new Set(), lagWrites = 0, latencyMs = 0 } = options;
  const latency = typeof latencyMs === "number" ? () => latencyMs : latencyMs;
  const key = randomBytes(64).toString("base64");
  const databases = new Map<string, Map<string, Collection>>();
  const charges: Charge[] = [];
  const refusals: string[] = [];
  const faults = openFaults();
  const budget = openBudget(options.budget);
  const whileHot = openHotDocuments(options.hot449 ?? false);

  async function answer(
    req: IncomingMessage,
  ): Promise<{ reply: Reply; kind: Kind; cut: "before" | "after" | "never" | undefined }> {
    const path = decodeURIComponent((req.url ?? "/").split("?")[0] ?? "").replace(/^\/|\/$/g, "");
    const method = req.method ?? "GET";
    const by = checkSignature({ method, path, headers: req.headers }, key, tokens);
    const body = method === "POST" ? await json(req) : undefined;
    const request: DoubleRequest = { method, path, kind: kindOf(method, path, req), body };
    const cut = faults.applyTo(request);
    if (cut === "before" || cut === "never") {
      return { reply: { status: 0 }, kind: request.kind, cut };
    }
    const isOfData = request.kind !== "account" && request.kind !== "metadata";
    if (isOfData) {
      budget.check();
    }
    const reply = isOfData ? await ofData(request, req) : ofMetadata(request, by);
    budget.spend(reply.charge ?? 0);
    return { reply, kind: request.kind, cut };
  }

  function ofMetadata({ method, path, body }: DoubleRequest, by: "key" | "token"): Reply {
    const [, database = "", , container] = path.split("/");
    if (path === "") {
      return account();
    }
    if (method === "POST" && by === "token") {
      throw new CosmosRefusal(403, "Request blocked by Auth: cannot be authorized by AAD token in data plane.", {
        substatus: 5300,
      });
    }
    if (method === "POST" && path === "dbs" && isMap(body)) {
      return databases.has(String(body.id)) ? conflict() : made(databases, String(body.id), new Map(), body);
    }
    const collections = databases.get(database);
    if (!collections) {
      throw new CosmosRefusal(404, "Owner resource does not exist", { substatus: 1003 });
    }
    if (method === "POST" && path === `dbs/${database}/colls` && isMap(body)) {
      const items = openItems({ now, lagWrites });
      return collections.has(String(body.id))
        ? conflict()
        : made(collections, String(body.id), { definition: checked(body), items }, checked(body));
    }
    if (method === "GET" && path === `dbs/${database}`) {
      return { status: 200, body: { id: database, _rid: "db==", _self: "dbs/db==/" }, charge: 2 };
    }
    const found = collections.get(container ?? "");
    if (method === "GET" && path === `dbs/${database}/colls/${container}`) {
      if (!found) {
        throw new CosmosRefusal(404, "Resource Not Found", { substatus: 1003 });
      }
      return { status: 200, body: { ...found.definition, _rid: "app=", _self: "dbs/db==/colls/app=/" }, charge: 2 };
    }
    throw new Unsupported(`${method} ${path}`);
  }

  async function ofData(request: DoubleRequest, req: IncomingMessage): Promise<Reply> {
    const [, database = "", , container = "", , id = ""] = request.path.split("/");
    const items = databases.get(database)?.get(container)?.items;
    if (!items) {
      throw new CosmosRefusal(404, "Owner resource does not exist", { substatus: 1003 });
    }
    if (request.kind === "plan") {
      return queryPlan;
    }
    const reply = await ofItems(items, request, req, id);
    const session = {
      "x-ms-session-token": `0:-1#${items.lsn}`,
      // The SDK uses these to assign session tokens to containers.
      "x-ms-content-path": CONTAINER_RID,
      "x-ms-alt-content-path": `dbs/${database}/colls/${container}`,
    };
    return { ...reply, headers: { ...reply.headers, ...session } };
  }

  async function ofItems(items: Items, request: DoubleRequest, req: IncomingMessage, id: string): Promise<Reply> {
    const { kind, body } = request;
    const pk = partitionKey(req);
    if (kind === "batch") {
      const operations = batchIn(body);
      const ids = operations.map((one) => `${pk} ${one.id ?? (isMap(one.resourceBody) ? one.resourceBody.id : "")}`);
      return whileHot(ids, latency(request), () =>
        items.batch(pk, operations, req.headers.prefer === "return=minimal"),
      );
    }
    await passing(latency(request));
    if (kind === "upsert") {
      return items.upsert(pk, body);
    }
    const atLsn = viewOf(req, items.lsn, lagWrites);
    if (kind === "get") {
      return items.read(pk, id, atLsn);
    }
    const mostItems = Number(req.headers["x-ms-max-item-count"] ?? 100);
    return runQuery(items, { pk, body, mostItems, continuation: headerOf(req, "x-ms-continuation"), atLsn });
  }

  const account = (): Reply => {
    const location = [{ name: "Sweden Central", databaseAccountEndpoint: endpoint() }];
    return {
      status: 200,
      body: {
        id: "double",
        writableLocations: location,
        readableLocations: location,
        enableMultipleWriteLocations: false,
        userConsistencyPolicy: { defaultConsistencyLevel: "Session" },
        queryEngineConfiguration: "{}",
      },
    };
  };

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let kind: Kind = "account";
    let reply: Reply;
    let cut: "before" | "after" | "never" | undefined;
    try {
      ({ reply, kind, cut } = await answer(req));
    } catch (error) {
      if (error instanceof CosmosRefusal) {
        reply = error.reply;
      } else {
        const what = error instanceof Error ? error.message : String(error);
        refusals.push(what);
        reply = { status: 501, body: { code: "NotImplemented", message: `This double does not have: ${what}` } };
      }
    }
    if (cut === "never") {
      return;
    }
    if (cut) {
      req.socket.destroy();
      return;
    }
    charges.push({ kind, requestUnits: reply.charge ?? 0, status: reply.status });
    res.writeHead(reply.status, {
      "content-type": "application/json",
      "x-ms-request-charge": String(reply.charge ?? 0),
      "x-ms-activity-id": randomUUID(),
      "x-ms-version": "2020-07-15",
      ...reply.headers,
    });
    res.end(reply.body === undefined ? "" : JSON.stringify(reply.body));
  }

  const listener = (req: IncomingMessage, res: ServerResponse) => void handle(req, res);
  const server = options.tokens ? createSecureServer(await localCertificate(), listener) : createServer(listener);
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const endpoint = () => `${options.tokens ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  return {
    endpoint: endpoint(),
    key,
    charges,
    refusals,
    fail: faults.add,
    heal: faults.clear,
    dump: () => [...databases.values()].flatMap((all) => [...all.values()].map(({ items }) => items.dump())).join("\n"),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const passing = async (ms: number) => (ms > 0 ? sleep(ms) : undefined);

const headerOf = (req: IncomingMessage, name: string) => {
  const value = req.headers[name];
  return typeof value === "string" && value !== "" ? value : undefined;
};

function kindOf(method: string, path: string, req: IncomingMessage): Kind {
  const parts = path === "" ? [] : path.split("/");
  if (parts.length === 0) {
    return "account";
  }
  if (parts[4] !== "docs") {
    return "metadata";
  }
  if (method === "GET" && parts.length === 6) {
    return "get";
  }
  if (method !== "POST" || parts.length !== 5) {
    throw new Unsupported(`${method} of ${parts.length === 6 ? "an item" : "items"}, outside of a batch`);
  }
  if (headerOf(req, "x-ms-cosmos-is-query-plan-request")) {
    return "plan";
  }
  if (headerOf(req, "x-ms-documentdb-isquery")) {
    return "query";
  }
  if (headerOf(req, "x-ms-cosmos-is-batch-request")) {
    if (headerOf(req, "x-ms-cosmos-batch-atomic")?.toLowerCase() !== "true") {
      throw new Unsupported("a batch that is not atomic");
    }
    return "batch";
  }
  if (headerOf(req, "x-ms-documentdb-is-upsert")) {
    return "upsert";
  }
  throw new Unsupported("creating an item outside of a batch");
}

function partitionKey(req: IncomingMessage): string {
  const header = headerOf(req, "x-ms-documentdb-partitionkey");
  if (header === undefined) {
    throw new Unsupported("a request across partitions");
  }
  const values: unknown = JSON.parse(header);
  if (!Array.isArray(values) || values.length !== 1 || typeof values[0] !== "string") {
    throw new CosmosRefusal(400, "The partition key supplied is invalid");
  }
  return values[0];
}

/** The oldest view that the lag allows, but never older than the session token. */
function viewOf(req: IncomingMessage, newest: number, lagWrites: number): number {
  const sessionLsn = Number(/#(\d+)/.exec(headerOf(req, "x-ms-session-token") ?? "")?.[1] ?? 0);
  if (sessionLsn > newest) {
    throw new CosmosRefusal(404, "The read session is not available for the input session token.", { substatus: 1002 });
  }
  return Math.max(sessionLsn, newest - lagWrites);
}

/** Eight bytes: database and container. */
const CONTAINER_RID = Buffer.from("gnistaDb").toString("base64");

const MAX_OPERATIONS = 100;

function batchIn(body: unknown): readonly BatchOperation[] {
  if (!Array.isArray(body) || body.length === 0 || body.length > MAX_OPERATIONS) {
    throw new CosmosRefusal(400, "A batch holds 1 to 100 operations");
  }
  return body;
}

/** Accepts only the settings that our one container needs. */
function checked(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { partitionKey: partition, uniqueKeyPolicy, conflictResolutionPolicy } = body;
  if (!isMap(partition) || JSON.stringify(partition.paths) !== '["/pk"]') {
    throw new Unsupported("a container with another partition key than /pk");
  }
  if (uniqueKeyPolicy !== undefined || conflictResolutionPolicy !== undefined) {
    throw new Unsupported("a container with unique keys or a conflict policy");
  }
  return body;
}

function made<T>(all: Map<string, T>, id: string, one: T, body: object): Reply {
  all.set(id, one);
  return { status: 201, body: { ...body, _rid: "new=" }, charge: 5 };
}

function conflict(): Reply {
  throw new CosmosRefusal(409, "Resource with specified id or name already exists.");
}
