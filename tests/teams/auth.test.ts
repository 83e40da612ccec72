import { describe, expect, it, onTestFinished, vi } from "vitest";
import { BotAdapter, type BotIdentity } from "#bot/teams/adapter.ts";
import { aTeam } from "../support/a-team.ts";
import { BOT_ISSUER, openIdentities } from "../support/identities.ts";
import { aSlice } from "./a-slice.ts";

const APP_ID = "00000000-0000-4000-8000-0000000000b0";

/** Bot Framework's issuer, on this machine: keys that botbuilder fetches and checks as it does the real ones. */
async function anIssuer() {
  const identities = await openIdentities(APP_ID);
  onTestFinished(identities.close);
  // botbuilder writes what it thinks of a token to the console.
  const silenced = vi.spyOn(console, "error").mockImplementation(() => undefined);
  onTestFinished(() => silenced.mockRestore());

  const identity: BotIdentity = {
    appId: APP_ID,
    type: "SingleTenant",
    tenantId: "11111111-1111-4111-8111-111111111111",
    password: "not-a-real-one",
    cloud: {
      tokenIssuer: BOT_ISSUER,
      openIdMetadataUrl: identities.openIdUrl,
      loginUrl: "https://login.local.invalid",
      oAuthScope: "https://api.botframework.com",
    },
  };
  return { identity, breaks: identities.breaks, token: identities.botToken };
}

async function aSignedTeam() {
  const issuer = await anIssuer();
  const { slice, seen } = aSlice();
  const team = await aTeam({ slices: [slice], identity: issuer.identity, isNotInstalled: true });
  const serviceurl = team.teams.serviceUrl;
  const click = (authorization?: string, change: object = {}) =>
    team.sends(
      {
        ...team.activityOf("anna"),
        type: "invoke",
        name: "adaptiveCard/action",
        value: { action: { verb: "trial/text" } },
        ...change,
      },
      authorization === undefined ? {} : { authorization },
    );
  return { issuer, team, seen, serviceurl, click };
}

describe("with an identity, Gnista believes Teams alone", () => {
  it("a good token is let in", async () => {
    const { issuer, serviceurl, click } = await aSignedTeam();

    const answer = await click(`Bearer ${await issuer.token({ serviceurl })}`);

    expect(answer).toMatchObject({ status: 200, text: "sparat" });
  });

  it.each([
    ["no token", async () => undefined],
    ["no token at all", async () => "Bearer"],
    ["what is no token", async () => "Bearer nonsense"],
    ["another scheme", async () => "Basic YTpi"],
    [
      "a wrong signature",
      async ({ issuer, serviceurl }: Signed) => bearer(issuer.token({ serviceurl }, { byStranger: true })),
    ],
    [
      "another bot's token",
      async ({ issuer, serviceurl }: Signed) => bearer(issuer.token({ serviceurl, aud: "someone" })),
    ],
    [
      "another issuer",
      async ({ issuer, serviceurl }: Signed) => bearer(issuer.token({ serviceurl, iss: "https://evil" })),
    ],
    ["another service address", async ({ issuer }: Signed) => bearer(issuer.token({ serviceurl: "https://evil" }))],
    ["no service address", async ({ issuer }: Signed) => bearer(issuer.token({}))],
    ["an old token", async ({ issuer, serviceurl }: Signed) => bearer(issuer.token({ serviceurl, exp: 1_000 }))],
  ])("%s is 401, without a word", async (_, authorization) => {
    const signed = await aSignedTeam();

    const answer = await signed.click(await authorization(signed));

    expect(answer.status).toBe(401);
    expect(answer.body).toBeUndefined();
    expect(signed.seen).toEqual([]);
  });

  it("another channel than Teams is 401, whatever it is signed with", async () => {
    const { issuer, serviceurl, click } = await aSignedTeam();
    const authorization = await bearer(issuer.token({ serviceurl }));

    const answers = await Promise.all([
      click(authorization, { channelId: "emulator" }),
      click(authorization, { channelId: "AseChannel" }),
      click(authorization, { channelId: undefined }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  it("is our trouble and not the sender's where the issuer's keys cannot be had", async () => {
    const { issuer, serviceurl, click } = await aSignedTeam();
    issuer.breaks();

    const answer = await click(`Bearer ${await issuer.token({ serviceurl })}`);

    expect(answer.status).toBe(503);
  });

  it("a message, too, needs a token", async () => {
    const { team } = await aSignedTeam();

    const { status, replies } = await team.as("anna").says("hej");

    expect(status).toBe(401);
    expect(replies).toEqual([]);
  });
});

describe("without an identity", () => {
  it("unsigned requests are believed only where that was asked for by name", () => {
    expect(new BotAdapter("unsigned").isSigned).toBe(false);
    expect(() => new BotAdapter({ appId: "", type: "MultiTenant", tenantId: "t" })).toThrow("BOT_ID");
  });
});

type Signed = Awaited<ReturnType<typeof aSignedTeam>>;
const bearer = async (token: Promise<string>) => `Bearer ${await token}`;
