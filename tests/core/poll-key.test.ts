import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ballotId, pollKey, shardOf } from "#bot/core/poll-key.ts";

const aKey = () => pollKey(randomBytes(32));
const key = aKey();

describe("the document of a voter's ballot", () => {
  it("ballotId is unique and stable for each voter, does not contain the voter's id and depends on the key", () => {
    const voters = Array.from({ length: 500 }, (_, i) => `voter-${i}`);
    const ids = voters.map((voter) => ballotId(key, voter));

    expect(new Set(ids).size).toBe(voters.length);
    expect(voters.map((voter) => ballotId(key, voter))).toEqual(ids);
    expect(ids.some((id) => voters.some((voter) => id.includes(voter)))).toBe(false);
    expect(ballotId(aKey(), "voter-0")).not.toBe(ids[0]);
  });

  it("shardOf is stable for each voter, and spreads voters over all shards", () => {
    const shards = Array.from({ length: 800 }, (_, i) => shardOf(key, `voter-${i}`, 8));

    expect(shards).toEqual(Array.from({ length: 800 }, (_, i) => shardOf(key, `voter-${i}`, 8)));
    for (let shard = 0; shard < 8; shard++) {
      expect(shards.filter((one) => one === shard).length).toBeGreaterThan(50);
    }
  });
});
