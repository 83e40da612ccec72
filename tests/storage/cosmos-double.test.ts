import { createHmac } from "node:crypto";
import { type Container, CosmosClient } from "@azure/cosmos";
import { describe, expect, it, onTestFinished } from "vitest";
import { type CosmosDouble, type DoubleOptions, openCosmosDouble } from "../support/cosmos/double.ts";

/*
 * The adapter is tested against the double, so the double must be at least as strict as Cosmos DB. Each test checks a
 * rule of Microsoft's REST reference with the real SDK, or with a raw request where the SDK cannot send the error.
 */

async function trial(options: DoubleOptions = {}) {
  const double = await openCosmosDouble(options);
  const client = new CosmosClient({ ...double, consistencyLevel: "Session" });
  onTestFinished(async () => {
    client.dispose();
    await double.close();
  });
  const { database } = await client.databases.create({ id: "db" });
  const { container } = await database.containers.create({
    id: "app",
    partitionKey: { paths: ["/pk"] },
    defaultTtl: -1,
  });
  return { double, container };
}

const item = (id: string, more: object = {}) => ({ id, pk: "p", ...more });
const created = (id: string, more: object = {}) => ({ operationType: "Create", resourceBody: item(id, more) }) as const;
const incremented = (id: string, paths: readonly string[]) =>
  ({
    operationType: "Patch",
    id,
    resourceBody: { operations: paths.map((path) => ({ op: "incr", path, value: 1 }) as const) },
  }) as const;

const statuses = async (container: Container, operations: Parameters<Container["items"]["batch"]>[0]) =>
  ((await container.items.batch(operations, "p")).result ?? []).map(({ statusCode }) => statusCode);

/** Signs a request as the REST reference specifies. */
function signed(double: CosmosDouble, path: string, extra: Readonly<Record<string, string>> = {}, date = new Date()) {
  const parts = path.split("/");
  const [type, link] = parts.length % 2 === 0 ? [parts.at(-2), path] : [parts.at(-1), parts.slice(0, -1).join("/")];
  const text = `post\n${type}\n${link}\n${date.toUTCString().toLowerCase()}\n\n`;
  const sig = createHmac("sha256", Buffer.from(double.key, "base64")).update(text).digest("base64");
  return {
    authorization: encodeURIComponent(`type=master&ver=1.0&sig=${sig}`),
    "x-ms-date": date.toUTCString(),
    "content-type": "application/json",
    ...extra,
  };
}

const DOCS = "dbs/db/colls/app/docs";
const inBatch = {
  "x-ms-documentdb-partitionkey": '["p"]',
  "x-ms-cosmos-is-batch-request": "True",
  "x-ms-cosmos-batch-atomic": "True",
};

async function send(double: CosmosDouble, headers: Record<string, string>, body: unknown): Promise<Response> {
  return fetch(double.endpoint + DOCS, { method: "POST", headers, body: JSON.stringify(body) });
}

describe("the double of Cosmos DB", () => {
  it("the double rejects a request without a right signature, of another resource, or older than a quarter of an hour", async () => {
    const { double } = await trial();
    const batch = [created("a")];

    const answers = await Promise.all([
      send(double, signed(double, DOCS, inBatch), batch),
      send(double, { ...signed(double, DOCS, inBatch), authorization: "" }, batch),
      send(double, signed({ ...double, key: "AAAA" }, DOCS, inBatch), batch),
      send(double, signed(double, "dbs/db/colls/other/docs", inBatch), batch),
      send(double, signed(double, DOCS, inBatch, new Date(Date.now() - 16 * 60_000)), batch),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([200, 401, 401, 401, 401]);
  });

  it("the double applies a batch whole or not at all, and reports one failed operation", async () => {
    const { container } = await trial();
    await container.items.batch([created("a")], "p");

    expect(await statuses(container, [created("b"), created("a"), created("c")])).toEqual([424, 409, 424]);
    expect(await statuses(container, [created("b"), { operationType: "Delete", id: "gone" }])).toEqual([424, 404]);
    expect(
      await statuses(container, [
        { operationType: "Replace", id: "a", resourceBody: item("a"), ifMatch: '"other"' },
        created("b"),
      ]),
    ).toEqual([412, 424]);
    expect((await container.item("b", "p").read()).statusCode).toBe(404);
  });

  it("the double increments as Cosmos DB does: a missing number counts as 0, and a missing parent is an error", async () => {
    const { container } = await trial();
    await container.items.batch([created("a", { d: { n: 1, "x/y": 2, text: "1" } })], "p");

    expect(await statuses(container, [incremented("a", ["/d/n", "/d/new", "/d/x~1y"])])).toEqual([200]);
    expect(await statuses(container, [incremented("a", ["/d/gone/n"])])).toEqual([400]);
    expect(await statuses(container, [incremented("a", ["/d/text"])])).toEqual([400]);
    expect(await statuses(container, [incremented("gone", ["/d/n"])])).toEqual([404]);
    expect((await container.item("a", "p").read()).resource?.d).toEqual({ n: 2, new: 1, "x/y": 3, text: "1" });
  });

  it("the double accepts patches of at most ten fields and batches of at most a hundred operations", async () => {
    const { double, container } = await trial();
    await container.items.batch([created("a", { d: {} })], "p");
    const fields = (n: number) => Array.from({ length: n }, (_, i) => `/d/f${i}`);
    const many = Array.from({ length: 101 }, (_, i) => created(`m${i}`));

    expect(await statuses(container, [incremented("a", fields(10))])).toEqual([200]);
    expect(await statuses(container, [incremented("a", fields(11))])).toEqual([400]);
    expect((await send(double, signed(double, DOCS, inBatch), many)).status).toBe(400);
  });

  it("the double refuses a document of another partition, and an id that a link cannot contain", async () => {
    const { container } = await trial();

    expect(await statuses(container, [{ operationType: "Create", resourceBody: { id: "a", pk: "q" } }])).toEqual([400]);
    for (const id of ["a/b", "a\\b", "a?b", "a#b", "x".repeat(256)]) {
      expect(await statuses(container, [created(id)]), id).toEqual([400]);
    }
  });

  it("the double restarts the time to live with every write, and hides expired documents", async () => {
    let now = Date.parse("2026-02-03T09:00:00Z");
    const { container } = await trial({ now: () => new Date(now) });
    await container.items.batch([created("a", { ttl: 10, d: {} }), created("b", { ttl: 10 })], "p");
    now += 8_000;
    await container.items.batch([incremented("a", ["/d/n"])], "p");

    now += 8_000;

    expect((await container.item("a", "p").read()).statusCode).toBe(200);
    expect((await container.item("b", "p").read()).statusCode).toBe(404);
    expect(await statuses(container, [created("b"), { operationType: "Delete", id: "b" }])).toEqual([201, 204]);
  });

  it("the double lets a session read its own writes, and serves another session stale data", async () => {
    const { double, container } = await trial({ lagWrites: 1 });
    const other = new CosmosClient(double);
    onTestFinished(() => other.dispose());
    await container.items.batch([created("a", { d: 1 })], "p");
    await container.items.batch([{ operationType: "Replace", id: "a", resourceBody: item("a", { d: 2 }) }], "p");

    const own = await container.item("a", "p").read();
    const theirs = await other.database("db").container("app").item("a", "p").read();

    expect([own.resource?.d, theirs.resource?.d]).toEqual([2, 1]);
  });

  it("the double creates no database for a Microsoft Entra token, which gives access to items alone", async () => {
    const double = await openCosmosDouble({ tokens: new Set(["t"]) });
    const getToken = async () => ({ token: "t", expiresOnTimestamp: Date.now() + 3_600_000 });
    const client = new CosmosClient({ endpoint: double.endpoint, aadCredentials: { getToken } });
    onTestFinished(async () => {
      client.dispose();
      await double.close();
    });

    await expect(client.databases.create({ id: "db" })).rejects.toMatchObject({ code: 403, substatus: 5300 });
  });

  it("the double answers 501 to requests that it does not implement, and records them", async () => {
    const { double, container } = await trial();
    const query = "SELECT * FROM c WHERE c.d = 1";

    await expect(container.items.create(item("a"))).rejects.toMatchObject({ code: 501 });
    await expect(container.items.query(query, { partitionKey: "p" }).fetchAll()).rejects.toMatchObject({ code: 501 });
    await expect(container.items.query("SELECT * FROM c").fetchAll()).rejects.toThrow();
    await expect(container.item("a", "p").delete()).rejects.toMatchObject({ code: 501 });
    expect(double.refusals.length).toBeGreaterThanOrEqual(4);
  });
});
