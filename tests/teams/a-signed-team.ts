import { onTestFinished, vi } from "vitest";
import type { BotIdentity } from "#bot/teams/adapter.ts";
import { aTeam, type TeamParts } from "../support/a-team.ts";
import { BOT_ISSUER, openIdentities } from "../support/identities.ts";
import { aSlice } from "./a-slice.ts";

const APP_ID = "00000000-0000-4000-8000-0000000000b0";

/** A local Bot Framework issuer. botbuilder fetches and checks its keys as it does the real ones. */
async function anIssuer() {
  const identities = await openIdentities(APP_ID);
  onTestFinished(identities.close);
  // botbuilder logs its verdict on a token to the console.
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

/** A team whose Gnista accepts only signed requests. `click` sends one with or without an authorization header. */
export async function aSignedTeam(parts: TeamParts = {}) {
  const issuer = await anIssuer();
  const { slice, seen } = aSlice();
  const team = await aTeam({ features: [slice], identity: issuer.identity, isNotInstalled: true, ...parts });
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
