import { createLocalJWKSet, jwtVerify } from "jose";
import { expect, it } from "vitest";
import { callerOf } from "#bot/http/caller.ts";
import { openTokenIssuer } from "#bot/local/token-issuer.ts";
import { tenantId } from "../support/http-edge.ts";
import { sharedKeyPair } from "../support/shared-key-pair.ts";

const START = new Date("2026-02-03T09:00:00Z");
const anna = { id: "00000000-0000-4000-8000-0000000000aa", name: "Anna Ask" };

const after = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
const anIssuer = async () => openTokenIssuer({ tenantId, keyPair: await sharedKeyPair(), now: () => START });

it("a token of the local issuer passes the same check as Entra's, for an hour", async () => {
  const issuer = await anIssuer();
  const token = `Bearer ${await issuer.tokenFor(anna)}`;

  const caller = await callerOf(token, issuer.rules, after(59));

  expect(caller).toMatchObject({ tenantId, person: anna, until: after(60) });
  await expect(callerOf(token, issuer.rules, after(120))).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
});

it("changed claims replace the usual ones, so that a test can make a token that is refused", async () => {
  const issuer = await anIssuer();
  const token = `Bearer ${await issuer.tokenFor(anna, { aud: "another" })}`;

  await expect(callerOf(token, issuer.rules, START)).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
});

it("the published key verifies a token, and is only the public half", async () => {
  const issuer = await anIssuer();

  const { payload } = await jwtVerify(await issuer.tokenFor(anna), createLocalJWKSet(issuer.keySet), {
    currentDate: START,
  });

  expect(payload.oid).toBe(anna.id);
  expect(issuer.keySet.keys.map(({ d }) => d)).toEqual([undefined]);
});

it("a token of an issuer that was restarted is refused, because its key is never stored", async () => {
  const before = await openTokenIssuer({ tenantId, now: () => START });

  const { rules } = await anIssuer();

  const token = `Bearer ${await before.tokenFor(anna)}`;
  await expect(callerOf(token, rules, START)).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
});
