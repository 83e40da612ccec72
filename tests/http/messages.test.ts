import { request } from "node:http";
import { expect, it } from "vitest";
import { aSignedTeam } from "../teams/a-signed-team.ts";

const limits = { perPerson: 100, unverifiedPerAddress: 3 };
type Signed = Awaited<ReturnType<typeof aSignedTeam>>;

const good = async ({ issuer, serviceurl }: Signed) => `Bearer ${await issuer.token({ serviceurl })}`;
const anotherBots = async ({ issuer, serviceurl }: Signed) =>
  `Bearer ${await issuer.token({ serviceurl, aud: "theirs" })}`;
const forged = async ({ issuer, serviceurl }: Signed) =>
  `Bearer ${await issuer.token({ serviceurl }, { byStranger: true })}`;

const click = ({ team }: Signed) =>
  JSON.stringify({
    ...team.activityOf("anna"),
    type: "invoke",
    name: "adaptiveCard/action",
    value: { action: { verb: "trial/text" } },
  });

const posts = (signed: Signed, authorization: string, body: string, from = "203.0.113.7") =>
  fetch(`${signed.team.gnista.url}/api/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": from, authorization },
    body,
  });

async function inTurn(count: number, run: () => Promise<Response>): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < count; n++) {
    statuses.push((await run()).status);
  }
  return statuses;
}

it.each([
  ["no token", async () => ""],
  ["a forged token", forged],
  ["another bot's token", anotherBots],
])("answers 401 without reading the body of a request with %s", async (_, authorization) => {
  const signed = await aSignedTeam();
  const header = await authorization(signed);

  const broken = await posts(signed, header, "{");
  const large = await posts(signed, header, JSON.stringify({ text: "x".repeat(2_000_000) }));
  const unsent = await withoutBody(signed, header);

  expect([broken.status, large.status, unsent]).toEqual([401, 401, 401]);
});

it("answers 429 to an address that sends forged or no tokens, and to neither another address nor Teams", async () => {
  const signed = await aSignedTeam({ limits });
  const [token, bad] = [await good(signed), await forged(signed)];
  const activity = click(signed);

  const teams = await inTurn(10, () => posts(signed, token, activity, "198.51.100.1"));
  const flood = await inTurn(5, () => posts(signed, bad, "{}"));
  const nameless = await inTurn(5, () => posts(signed, "", "{}", "203.0.113.8"));
  const elsewhere = await posts(signed, bad, "{}", "203.0.113.9");

  expect(teams).toEqual(new Array(10).fill(200));
  expect(flood).toEqual([401, 401, 401, 429, 429]);
  expect(nameless).toEqual([401, 401, 401, 429, 429]);
  expect(elsewhere.status).toBe(401);
});

it("still serves Teams after Teams has relayed many requests with another bot's token", async () => {
  const signed = await aSignedTeam({ limits });
  const [token, theirs] = [await good(signed), await anotherBots(signed)];
  const activity = click(signed);

  const relayed = await inTurn(10, () => posts(signed, theirs, "{}"));
  const teams = await posts(signed, token, activity);

  expect(relayed).toEqual(new Array(10).fill(401));
  expect(teams.status).toBe(200);
});

it("accepts the largest message that Teams allows together with its form, and answers 413 to one twice as large", async () => {
  const signed = await aSignedTeam();
  const token = await good(signed);
  // 100 KB in UTF-16, of characters that take three bytes each in UTF-8.
  const content = "漢".repeat(50 * 1024);
  const form = { verb: "trial/text", words: "å".repeat(14 * 1024) };
  const activity = (value: object) =>
    JSON.stringify({
      ...signed.team.activityOf("anna"),
      type: "invoke",
      name: "composeExtension/submitAction",
      value: { commandId: "trial", ...value },
    });

  const largest = await posts(signed, token, activity({ data: form, messagePayload: { body: { content } } }));
  const tooLarge = await posts(
    signed,
    token,
    activity({ data: form, messagePayload: { body: { content: content + content } } }),
  );

  expect([largest.status, tooLarge.status]).toEqual([200, 413]);
});

/** Sends headers that announce a body, but no body. */
async function withoutBody({ team }: Signed, authorization: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const headers = { "content-type": "application/json", "content-length": "1000", authorization };
  const outgoing = request(`${team.gnista.url}/api/messages`, { method: "POST", headers }, (response) => {
    resolve(response.statusCode);
    outgoing.destroy();
  });
  outgoing.on("error", reject);
  outgoing.flushHeaders();
  return promise;
}
