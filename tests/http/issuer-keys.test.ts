import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { expect, it, onTestFinished, vi } from "vitest";
import { AppError } from "../../bot/src/core/errors.ts";
import { callerOf, entraRules } from "../../bot/src/http/caller.ts";
import { clients } from "../../bot/src/http/clients.ts";
import { anna } from "../support/http-edge.ts";

const TENANT = "11111111-1111-4111-8111-111111111111";

it("accepts a new signing key as soon as the issuer publishes it, and rejects the old one after it is withdrawn", async () => {
  const [old, next] = [await aKey("old"), await aKey("next")];
  const entra = await anIssuer([old]);

  const first = await entra.says(old);
  entra.serves([old, next]);
  entra.later(1);
  const both = [await entra.says(next), await entra.says(old)];
  entra.serves([next]);
  entra.later(11);
  const last = [await entra.says(next), await entra.says(old)];

  expect([first, ...both, ...last]).toEqual(["yes", "yes", "yes", "yes", "NOT_SIGNED_IN"]);
});

it.each([
  ["is not there", (entra: Issuer) => entra.closes()],
  ["hands out no keys", (entra: Issuer) => entra.serves(503)],
  ["hands out something else", (entra: Issuer) => entra.serves("<html>")],
])("accepts cached keys for a day while the issuer %s, then answers BUSY_TRY_AGAIN", async (_, fails) => {
  const [known, unknown] = [await aKey("known"), await aKey("unknown")];
  const entra = await anIssuer([known]);
  await entra.says(known);
  await fails(entra);

  entra.later(11);
  const meanwhile = [await entra.says(known), await entra.says(unknown)];
  entra.later(24 * 60);
  const later = await entra.says(known);

  expect([...meanwhile, later]).toEqual(["yes", "BUSY_TRY_AGAIN", "BUSY_TRY_AGAIN"]);
});

it("answers BUSY_TRY_AGAIN until the issuer has answered once, with one shared request, and accepts the token a few seconds later", async () => {
  const key = await aKey("key");
  const entra = await anIssuer(503);

  const together = await Promise.all([entra.says(key), entra.says(key), entra.says(key)]);
  entra.serves([key]);
  const atOnce = await entra.says(key);
  const asked = entra.asked();
  entra.later(0.1);
  const soon = await entra.says(key);

  expect([...together, atOnce]).toEqual(new Array(4).fill("BUSY_TRY_AGAIN"));
  expect(asked).toBe(1);
  expect(soon).toBe("yes");
});

it("accepts tokens from cached keys while the issuer fails, and asks it again at most every half minute", async () => {
  const key = await aKey("key");
  const entra = await anIssuer([key]);
  await entra.says(key);
  entra.serves(503);
  entra.later(11);

  const answers = [await entra.says(key), await entra.says(key), await entra.says(key)];
  entra.later(0.5);
  await entra.says(key);

  expect(answers).toEqual(["yes", "yes", "yes"]);
  expect(entra.asked()).toBe(3);
});

it("asks the issuer once, not for each token, when tokens are signed with an unknown key", async () => {
  const [known, nobodys] = [await aKey("known"), await aKey("nobodys")];
  const entra = await anIssuer([known]);
  await entra.says(known);
  entra.later(1);

  const answers = [await entra.says(nobodys), await entra.says(nobodys), await entra.says(nobodys)];

  expect(answers).toEqual(new Array(3).fill("NOT_SIGNED_IN"));
  expect(entra.asked()).toBe(2);
});

type Key = Awaited<ReturnType<typeof aKey>>;

type Issuer = Awaited<ReturnType<typeof anIssuer>>;

/**
 * A key endpoint like Entra's, on a fake clock. `serves` sets its keys or body; a number sets a status without keys.
 */
async function anIssuer(first: readonly Key[] | string | number) {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-02-03T09:00:00Z") });
  onTestFinished(() => void vi.useRealTimers());
  let served = first;
  let asked = 0;
  const server = createServer((_req, res) => {
    asked++;
    const keys = typeof served === "object" ? JSON.stringify({ keys: served.map(({ jwk }) => jwk) }) : served;
    res.writeHead(typeof keys === "number" ? keys : 200).end(String(keys));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const loginUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rules = entraRules({ clientId: "app", allowedTenants: [TENANT], loginUrl });
  return {
    serves(next: readonly Key[] | string | number) {
      served = next;
    },
    async closes() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    later: (minutes: number) => void vi.setSystemTime(Date.now() + minutes * 60_000),
    asked: () => asked,
    /** Checks a token signed with this key: "yes" when it is accepted, else the error's code. */
    async says(key: Key): Promise<string> {
      const token = await key.token(`${loginUrl}/${TENANT}/v2.0`);
      return callerOf(`Bearer ${token}`, rules, new Date()).then(
        () => "yes",
        (error: unknown) => (error instanceof AppError ? error.code : String(error)),
      );
    },
  };
}

/** A signing key of the issuer, with `token` to sign a token. */
async function aKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" },
    token: (issuer: string) =>
      new SignJWT({ oid: anna.id, tid: TENANT, scp: "access_as_user", ver: "2.0", azp: clients.teamsWeb })
        .setProtectedHeader({ alg: "RS256", kid })
        .setIssuer(issuer)
        .setAudience("app")
        .setExpirationTime(new Date(Date.now() + 3600_000))
        .sign(privateKey),
  };
}
