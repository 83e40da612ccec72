import { describe, expect, it, onTestFinished } from "vitest";
import { Conflict, type DocumentStore, InDoubt, type Op, Unavailable } from "#bot/core/document-store.ts";
import { openLog } from "#bot/log.ts";
import { openCosmos } from "#bot/storage/cosmos.ts";
import { type CosmosDouble, type DoubleOptions, openCosmosDouble } from "../support/cosmos/double.ts";
import { aRealAccount } from "../support/cosmos/real-account.ts";
import { documentStoreContract } from "./contract.ts";

const silent = openLog({ level: "silent" });

documentStoreContract("cosmos", async () => {
  let now = Date.now();
  const double = await openCosmosDouble({ now: () => new Date(now) });
  const store = await openCosmos({ ...double, database: "gnista", log: silent });
  return {
    store,
    advance: (seconds) => {
      now += seconds * 1000;
    },
    async dispose() {
      await store.close();
      await double.close();
      expect(double.refusals).toEqual([]);
    },
  };
});

const real = aRealAccount();
if (real) {
  documentStoreContract("cosmos, a real account", () => real.open());
}

const create = (id: string, data: unknown = 1): Op => ({ kind: "create", id, data });
const plusOne: Op = { kind: "incr", id: "count", by: { n: 1 } };

async function aDouble(options: DoubleOptions = {}): Promise<CosmosDouble> {
  const double = await openCosmosDouble(options);
  onTestFinished(async () => {
    await double.close();
    expect(double.refusals).toEqual([]);
  });
  return double;
}

async function openStore(double: CosmosDouble, patienceMs?: number, answerMs?: number): Promise<DocumentStore> {
  const patience = {
    ...(patienceMs === undefined ? {} : { retryForMs: patienceMs }),
    ...(answerMs === undefined ? {} : { answerMs }),
  };
  const store = await openCosmos({ ...double, database: "gnista", log: silent, ...patience });
  onTestFinished(() => store.close());
  return store;
}

describe("transient errors of Cosmos DB", () => {
  it.each([
    ["too many requests (429)", { status: 429, substatus: 3200, retryAfterMs: 5 }],
    ["too many at one document (449)", { status: 449 }],
    ["no service (503)", { status: 503 }],
    ["a time-out (408)", { status: 408 }],
    ["a partition that moves (410)", { status: 410 }],
    ["a connection cut before anything was done", { cut: "before" }],
    ["a replica that is behind (404/1002)", { status: 404, substatus: 1002 }],
  ] as const)("each call is retried until it succeeds after: %s", async (_, fault) => {
    const double = await aDouble();
    const store = await openStore(double);
    await store.write("p", [create("count", { n: 0 })]);

    double.fail({ ...fault, times: 3, when: ({ kind }) => kind === "batch" });
    await store.write("p", [create("a"), plusOne]);
    double.fail({ ...fault, times: 3, when: ({ kind }) => kind === "get" });
    const count = await store.get("p", "count");
    double.fail({ ...fault, times: 3, when: ({ kind }) => kind === "query" });
    const { items } = await store.range("p");

    expect(count?.data).toEqual({ n: 1 });
    expect(items.map(({ id }) => id)).toEqual(["a", "count"]);
  });

  it.each([
    ["throttling", { status: 429, substatus: 3200, retryAfterMs: 20 }],
    ["hot documents", { status: 449 }],
    ["no service", { status: 503 }],
    ["cut connections", { cut: "before" }],
  ] as const)(
    "each call rejects with Unavailable after the time limit, and nothing is written, when this does not end: %s",
    async (_, fault) => {
      const double = await aDouble();
      const store = await openStore(double, 300);

      double.fail(fault);

      await expect(store.write("p", [create("a")])).rejects.toBeInstanceOf(Unavailable);
      await expect(store.get("p", "a")).rejects.toBeInstanceOf(Unavailable);
      await expect(store.range("p")).rejects.toBeInstanceOf(Unavailable);
      double.heal();
      expect(await store.get("p", "a")).toBeUndefined();
    },
  );

  it("each call is retried when its request is never answered", async () => {
    const double = await aDouble();
    const store = await openStore(double, 20_000, 300);
    await store.write("p", [create("count", { n: 0 })]);

    double.fail({ cut: "never", times: 2, when: ({ kind }) => kind === "batch" });
    await store.write("p", [create("a"), plusOne]);
    double.fail({ cut: "never", times: 2, when: ({ kind }) => kind === "get" });
    const count = await store.get("p", "count");
    double.fail({ cut: "never", times: 2, when: ({ kind }) => kind === "query" });
    const { items } = await store.range("p");

    expect(count?.data).toEqual({ n: 1 });
    expect(items.map(({ id }) => id)).toEqual(["a", "count"]);
  });

  it("60 parallel writes on a small throughput budget wait as long as Cosmos DB asks, and each counts once", async () => {
    const double = await aDouble({ budget: 400 });
    const store = await openStore(double, 60_000);
    await store.write("p", [create("count", { n: 0 })]);

    await Promise.all(Array.from({ length: 60 }, (_, i) => store.write("p", [create(`e${i}`), plusOne])));

    expect((await store.get("p", "count"))?.data).toEqual({ n: 60 });
    expect(double.charges.some(({ status }) => status === 429)).toBe(true);
  });

  it("40 parallel writes that increment the same document each count once (449)", async () => {
    const double = await aDouble({ hot449: true, latencyMs: 2 });
    const store = await openStore(double, 30_000);
    await store.write("p", [create("count", { n: 0 })]);

    await Promise.all(Array.from({ length: 40 }, (_, i) => store.write("p", [create(`e${i}`), plusOne])));

    expect((await store.get("p", "count"))?.data).toEqual({ n: 40 });
    expect(double.charges.some(({ status }) => status === 449)).toBe(true);
  });
});

describe("a response that is lost after the commit", () => {
  const lost = { cut: "after", times: 1, when: ({ kind }: { kind: string }) => kind === "batch" } as const;

  it.each([
    ["create", create("a", "new")],
    ["put", { kind: "put", id: "a", data: "new" } satisfies Op],
  ])("a %s whose response is lost is applied once, and returns the etag of the stored document", async (_, op) => {
    const double = await aDouble();
    const store = await openStore(double);
    await store.write("p", [create("count", { n: 0 }), create("e0")]);

    double.fail(lost);
    const [etag] = await store.write("p", [op, { kind: "delete", id: "e0" }, plusOne]);

    expect(await store.get("p", "a")).toEqual({ id: "a", etag, data: "new" });
    expect((await store.get("p", "count"))?.data).toEqual({ n: 1 });
  });

  it("a replace whose response is lost is applied once", async () => {
    const double = await aDouble();
    const store = await openStore(double);
    const [, etag = ""] = await store.write("p", [create("count", { n: 0 }), create("a", "old")]);

    double.fail(lost);
    const [next] = await store.write("p", [{ kind: "replace", id: "a", data: "new", etag }, plusOne]);

    expect(await store.get("p", "a")).toEqual({ id: "a", etag: next, data: "new" });
    expect((await store.get("p", "count"))?.data).toEqual({ n: 1 });
  });

  it("a write rejects with Conflict when another writer was first", async () => {
    const double = await aDouble();
    const store = await openStore(double);
    await store.write("p", [create("a", "theirs")]);

    await expect(store.write("p", [create("b"), create("a", "ours")])).rejects.toMatchObject({
      name: "Conflict",
      index: 1,
      reason: "exists",
    });
    expect(await store.get("p", "b")).toBeUndefined();
  });

  it("a write whose response is lost rejects with InDoubt when its document has been changed or deleted since", async () => {
    const double = await aDouble();
    const [store, other] = [await openStore(double), await openStore(double)];
    await store.write("p", [create("count", { n: 0 }), create("e0")]);

    double.fail({
      ...lost,
      when: onFirstIncrement(() => other.write("p", [{ kind: "put", id: "a", data: "theirs" }])),
    });
    const created = store.write("p", [create("a"), plusOne]);

    await expect(created).rejects.toBeInstanceOf(InDoubt);
    double.fail(lost);
    await expect(store.write("p", [{ kind: "delete", id: "e0" }, plusOne])).rejects.toBeInstanceOf(InDoubt);
    expect((await store.get("p", "count"))?.data).toEqual({ n: 2 });
  });

  it("a definite conflict is not read again", async () => {
    const double = await aDouble();
    const store = await openStore(double);
    await store.write("p", [create("a")]);
    const before = double.charges.length;

    await expect(store.write("p", [{ kind: "delete", id: "gone" }])).rejects.toBeInstanceOf(Conflict);

    expect(double.charges.slice(before).map(({ kind }) => kind)).toEqual(["batch"]);
  });
});

describe("several instances on one Cosmos DB", () => {
  it("each instance reads its own writes, however far the replicas lag behind", async () => {
    const double = await aDouble({ lagWrites: 50 });
    const [one, two] = [await openStore(double), await openStore(double)];

    for (let i = 0; i < 20; i++) {
      await (i % 2 ? one : two).write("p", [create(`e${i}`)]);
      expect(await (i % 2 ? one : two).get("p", `e${i}`)).toBeDefined();
    }

    expect((await two.range("p")).items.length).toBeGreaterThanOrEqual(19);
  });

  it("two instances never overwrite each other's changes after a stale read", async () => {
    const double = await aDouble({ lagWrites: 1_000 });
    const [one, two] = [await openStore(double), await openStore(double)];
    await one.write("p", [create("a", { n: 0 })]);

    const add = async (store: DocumentStore) => {
      for (;;) {
        const item = await store.get<{ n: number }>("p", "a");
        const data = { n: (item?.data.n ?? 0) + 1 };
        const op: Op = item ? { kind: "replace", id: "a", data, etag: item.etag } : create("a", data);
        try {
          return await store.write("p", [op]);
        } catch (error) {
          expect(error).toBeInstanceOf(Conflict);
        }
      }
    };
    for (let i = 0; i < 10; i++) {
      await Promise.all([add(one), add(two)]);
    }

    const [item] = await Promise.all([one.get("p", "a"), two.get("p", "a")]);
    expect(item?.data).toEqual({ n: 20 });
  });
});

describe("openCosmos", () => {
  it("openCosmos creates database and container once for parallel starts, and finds them afterwards", async () => {
    const double = await aDouble();

    const stores = await Promise.all([openStore(double), openStore(double), openStore(double)]);
    await stores[0].write("p", [create("a")]);

    expect(await (await openStore(double)).get("p", "a")).toBeDefined();
  });

  it("openCosmos names COSMOS_KEY when the key is wrong", async () => {
    const double = await aDouble();

    await expect(openStore({ ...double, key: Buffer.alloc(64).toString("base64") })).rejects.toThrow(/COSMOS_KEY/);
  });

  it("openCosmos accepts an identity by its role, and says which database and container that role may not create", async () => {
    const double = await aDouble({ tokens: new Set(["t"]) });
    const credential = { getToken: async () => ({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 }) };
    const asIdentity = { endpoint: double.endpoint, database: "gnista", log: silent, credential };

    await expect(openCosmos(asIdentity)).rejects.toThrow(/Built-in Data Contributor.*partition key \/pk/);
    await openStore(double);
    const store = await openCosmos(asIdentity);
    onTestFinished(() => store.close());

    await store.write("p", [create("a")]);
    expect(await store.get("p", "a")).toBeDefined();
  });

  it("openCosmos names COSMOS_ENDPOINT when the database does not answer", async () => {
    const double = await openCosmosDouble();
    await double.close();

    await expect(openStore(double)).rejects.toThrow(/does not answer.*COSMOS_ENDPOINT/);
  });

  it("openCosmos refuses a container without the default time to live", async () => {
    const double = await aDouble();
    const { CosmosClient } = await import("@azure/cosmos");
    const client = new CosmosClient(double);
    onTestFinished(() => client.dispose());
    const { database } = await client.databases.create({ id: "gnista" });
    await database.containers.create({ id: "app", partitionKey: { paths: ["/pk"] } });

    await expect(openStore(double)).rejects.toThrow(/time to live.*-1/);
  });

  it("the log has the request units of each call as they were charged", async () => {
    const double = await aDouble();
    const lines: { msg: string; call: string; requestUnits: number }[] = [];
    const log = openLog({ level: "debug", write: (line) => void lines.push(JSON.parse(line)) });
    const store = await openCosmos({ ...double, database: "gnista", log });
    onTestFinished(() => store.close());
    const before = double.charges.length;

    await store.write("p", [create("a")]);
    await store.get("p", "a");
    await store.get("p", "b");
    await store.range("p");

    const charged = double.charges.slice(before).filter(({ kind }) => kind !== "plan");
    expect(lines.map(({ msg, requestUnits }) => [msg, requestUnits])).toEqual(
      charged.map(({ requestUnits }) => ["cosmos.call", requestUnits]),
    );
  });
});

/** Matches only the first write with `incr`, and starts `then` as soon as that request has been handled. */
function onFirstIncrement(then: () => Promise<unknown>) {
  let writes = 0;
  return ({ kind, body }: { kind: string; body: unknown }) => {
    const isOurs = kind === "batch" && JSON.stringify(body).includes('"incr"');
    writes += Number(isOurs);
    if (isOurs && writes === 1) {
      setImmediate(() => void then());
      return true;
    }
    return false;
  };
}
