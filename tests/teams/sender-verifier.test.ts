import { describe, expect, it } from "vitest";
import { aSignedTeam } from "./a-signed-team.ts";

describe("a bot with an identity", () => {
  it("accepts a click with a valid token", async () => {
    const { issuer, serviceurl, click } = await aSignedTeam();

    const answer = await click(`Bearer ${await issuer.token({ serviceurl })}`);

    expect(answer).toMatchObject({ status: 200, text: "sparat" });
  });

  it.each([
    ["no token", async () => undefined],
    ["no token at all", async () => "Bearer"],
    ["what is not a token", async () => "Bearer nonsense"],
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
  ])("answers 401 without a body, and runs nothing, when a click comes with %s", async (_, authorization) => {
    const signed = await aSignedTeam();

    const answer = await signed.click(await authorization(signed));

    expect(answer.status).toBe(401);
    expect(answer.body).toBeUndefined();
    expect(signed.seen).toEqual([]);
  });

  it("answers 401 to an activity of any channel but Teams, even with a valid token", async () => {
    const { issuer, serviceurl, click } = await aSignedTeam();
    const authorization = await bearer(issuer.token({ serviceurl }));

    const answers = await Promise.all([
      click(authorization, { channelId: "emulator" }),
      click(authorization, { channelId: "AseChannel" }),
      click(authorization, { channelId: undefined }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  it("answers 503, not 401, when the issuer's keys cannot be fetched", async () => {
    const { issuer, serviceurl, click } = await aSignedTeam();
    issuer.breaks();

    const answer = await click(`Bearer ${await issuer.token({ serviceurl })}`);

    expect(answer.status).toBe(503);
  });

  it("answers 401 to a message without a token, and replies nothing", async () => {
    const { team } = await aSignedTeam();

    const { status, replies } = await team.as("anna").says("hej");

    expect(status).toBe(401);
    expect(replies).toEqual([]);
  });
});

type Signed = Awaited<ReturnType<typeof aSignedTeam>>;

const bearer = async (token: Promise<string>) => `Bearer ${await token}`;
