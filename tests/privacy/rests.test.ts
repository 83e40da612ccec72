import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { allFeatures } from "#bot/all-features.ts";
import { digest } from "#bot/core/idempotency-token.ts";
import { peopleVerbs } from "#bot/features/people/contract.ts";
import { removeTeam } from "#bot/features/people/personal-data/purge.ts";
import { Suggestions } from "#bot/features/pulse/api.ts";
import { restKeys, rests } from "../features/pulse/a-rest.ts";
import { aTeam, idOf, TEAM, TENANT } from "../support/a-team.ts";
import { everythingStored, lineOf, type StoredDocument } from "../support/everything.ts";
import { stores } from "../support/stores.ts";

/*
 * The people a leader has thought of ("rests") are private to the leader: a person who has the documents and the roster
 * must not learn them.
 */

const members = ["anna", "bo", "cia", "dan", "eva", "filip"];

const path = `/teams/${TEAM}/worth-a-thought`;

/** Every value in the documents. A reader may try each as a key or as a part of a digest. */
const valuesIn = (documents: readonly StoredDocument[]): readonly string[] => [
  ...new Set(documents.flatMap((one) => lineOf(one).split(/[^\w.:@=~-]+/)).filter((word) => word !== "")),
];

/** All sequences of up to four parts that contain the person. */
function* sequences(parts: readonly string[], person: string): Generator<readonly string[]> {
  const grow = function* (chosen: readonly string[]): Generator<readonly string[]> {
    if (chosen.includes(person)) {
      yield chosen;
    }
    if (chosen.length < 4) {
      for (const part of [...parts, person].filter((one) => !chosen.includes(one))) {
        yield* grow([...chosen, part]);
      }
    }
  };
  yield* grow([]);
}

/** Everything that could identify the person and can be computed without a key. */
function plainNamesOf(person: string, values: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const parts of sequences(["rest", "rests", "thought", idOf("anna"), TEAM, TENANT], person)) {
    found.add(digest(...parts));
    for (const separator of ["\n", "|", ""]) {
      const hash = createHash("sha256").update(parts.join(separator));
      found.add(hash.copy().digest("hex")).add(hash.digest("base64url"));
    }
  }
  for (const value of values) {
    for (const text of [person, `rest\n${person}`]) {
      found.add(createHmac("sha256", value).update(text).digest("base64url"));
      found.add(createHmac("sha256", Buffer.from(value, "base64url")).update(text).digest("base64url"));
    }
    found
      .add(digest(value, person))
      .add(digest(person, value))
      .add(digest("rest", value, person));
  }
  return found;
}

describe("documents of a leader's rests", () => {
  it("stored rests reveal nobody that the leader has thought of, not even with the roster and every plain digest of its ids", async () => {
    const team = await aTeam({ leaders: ["anna"], members });
    const before = new Set(everythingStored(team.file).documents.map(lineOf));
    await rests(team, "dan");
    await rests(team, "eva");
    await team.settle();

    const { documents } = everythingStored(team.file);
    const added = documents.filter((one) => !before.has(lineOf(one)));
    const text = added.map(lineOf).join("\n");
    const values = valuesIn(documents);
    const revealed = members.slice(1).filter((who) => {
      // A digest may be stored truncated, so its beginning counts as a match.
      return (
        text.includes(idOf(who)) || [...plainNamesOf(idOf(who), values)].some((one) => text.includes(one.slice(0, 16)))
      );
    });

    expect(added.length).toBeGreaterThanOrEqual(2);
    expect(revealed).toEqual([]);
    expect(text).not.toMatch(/\b(?:Bo|Cia|Dan|Eva|Filip)\b/);
  });

  it("without its key, which is stored elsewhere, a stored rest leads to nobody", async () => {
    const team = await aTeam({ leaders: ["anna"], members: ["anna", "bo", "cia"] });
    const suggestedIds = async () =>
      Suggestions.parse((await team.as("anna").asks(path)).body).people.map(({ id }) => id);
    await rests(team, "bo");
    const withKey = await suggestedIds();

    const [name = ""] = restKeys(team);
    await team.gnista.jobContextFor(TENANT, "test").keys.destroy(name);

    expect(withKey).toEqual([idOf("cia")]);
    expect((await suggestedIds()).toSorted()).toEqual([idOf("bo"), idOf("cia")].toSorted());
  });

  it("the key of a leader's rests has a random name, so that the vault's log identifies nobody", async () => {
    const [one, other] = await Promise.all(
      [0, 1].map(async () => {
        const team = await aTeam({ leaders: ["anna"], members });
        await rests(team, "dan");
        return restKeys(team);
      }),
    );

    expect([one?.length, other?.length]).toEqual([1, 1]);
    expect(one).not.toEqual(other);
  });

  it("the next rest deletes the leader's rests of older versions", async () => {
    const team = await aTeam({ leaders: ["anna"], members });
    const old = `rest|${digest("rest", idOf("anna"), TEAM, idOf("dan"))}`;
    const data = { schema: 1, day: "2026-02-02" };
    await team.store.write(`user|${idOf("anna")}`, [{ kind: "put", id: old, data, ttl: 28 * 24 * 3600 }]);
    const mine = await team.as("anna").asks("/me/data");

    await rests(team, "eva");

    expect(JSON.stringify(mine.body)).toContain("2026-02-02");
    expect(everythingStored(team.file).documents.map(({ id }) => id)).not.toContain(old);
  });
});

describe.each(stores)("rests stored in %s", (_, openBackend) => {
  it("erasing a leader destroys the key and the rests", { timeout: 60_000 }, async () => {
    const backend = await openBackend();
    const team = await aTeam({ leaders: ["anna"], members, ...(backend.storage ? { storage: backend.storage } : {}) });
    await rests(team, "dan");
    const list = /\|rests\|([\w-]+)/.exec(backend.documents(team).join("\n"))?.[1] ?? "none";
    const { keys } = team.gnista.jobContextFor(TENANT, "test");
    const key = await keys.get(`rests-${list}`);

    await team.as("anna").acts(peopleVerbs.erase, {});
    await team.settle();

    expect(key).toBeDefined();
    expect(await keys.get(`rests-${list}`)).toBeUndefined();
    const remaining = backend.documents(team).filter((line) => !/(?:^|\||"pk":")due\|/.test(line));
    expect(remaining.filter((line) => line.includes(list))).toEqual([]);
  });

  it("removing a team destroys its leader's key and rests", { timeout: 60_000 }, async () => {
    const backend = await openBackend();
    const team = await aTeam({ leaders: ["anna"], members, ...(backend.storage ? { storage: backend.storage } : {}) });
    await rests(team, "dan");
    const list = /\|rests\|([\w-]+)/.exec(backend.documents(team).join("\n"))?.[1] ?? "none";
    const services = team.gnista.jobContextFor(TENANT, "test");
    const key = await services.keys.get(`rests-${list}`);

    await removeTeam(services, allFeatures, TEAM);

    expect(key).toBeDefined();
    expect(await services.keys.get(`rests-${list}`)).toBeUndefined();
    const remaining = backend.documents(team).filter((line) => !/(?:^|\||"pk":")due\|/.test(line));
    expect(remaining.filter((line) => line.includes(list))).toEqual([]);
  });
});
