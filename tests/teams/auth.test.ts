import { describe, expect, it } from "vitest";
import { BotAdapter } from "#bot/teams/adapter.ts";
import { aSignedTeam } from "./a-signed-team.ts";

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
