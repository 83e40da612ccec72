import { describe, expect, it } from "vitest";
import { Misconfigured, readConfig, readLocalConfig } from "#bot/config.ts";

const botId = "00000000-0000-4000-8000-0000000000b1";
const tabId = "00000000-0000-4000-8000-0000000000a1";
const tenant = "00000000-0000-4000-8000-0000000000c1";
const other = "00000000-0000-4000-8000-0000000000c2";
const complete = { BOT_ID: botId, BOT_TENANT_ID: tenant, TAB_CLIENT_ID: tabId, ALLOWED_TENANTS: tenant };

/** What whoever starts Gnista reads when it does not start. */
function complaint(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(Misconfigured);
    return error instanceof Error ? error.message : "";
  }
  return "it started";
}

describe("production's configuration", () => {
  it("is complete with the identities of bot and tab and the tenants let in", () => {
    expect(readConfig(complete)).toEqual({
      port: 3978,
      dataFolder: "./.data",
      logLevel: "info",
      bot: { appId: botId, type: "UserAssignedMsi", tenantId: tenant },
      tab: { clientId: tabId, allowedTenants: [tenant] },
    });
  });

  it("leads cards to the tab only where it is said which app it is", () => {
    const app = { TEAMS_APP_ID: "00000000-0000-4000-8000-0000000000D1" };
    const said = (env: object) => readConfig({ ...complete, ...env }).tab.links;

    expect(said({})).toBeUndefined();
    expect(said(app)).toEqual({ appId: "00000000-0000-4000-8000-0000000000d1" });
    expect(said({ ...app, PUBLIC_URL: "https://gnista.example/x" })).toMatchObject({
      webUrl: "https://gnista.example/tab",
    });
    expect(complaint(() => said({ TEAMS_APP_ID: "gnista" }))).toContain("TEAMS_APP_ID is no id");
  });

  it.each(Object.keys(complete))("does not start without %s, whether it is left out or left blank", (name) => {
    for (const blank of [undefined, "", "  "]) {
      const said = complaint(() => readConfig({ ...complete, [name]: blank }));

      expect(said).toMatch(new RegExp(`${name} is missing: \\w+`));
      expect(said).toContain("npm start");
    }
  });

  it("names everything that is wrong at once", () => {
    const said = complaint(() =>
      readConfig({ PORT: "many", BOT_TYPE: "SingleTenant", PUBLIC_URL: "http://a.example" }),
    );

    for (const name of [...Object.keys(complete), "PORT", "BOT_PASSWORD", "PUBLIC_URL"]) {
      expect(said).toContain(`  ${name} is `);
    }
    expect(said).not.toContain("GNISTA_DATA");
  });

  it("signs in elsewhere in another cloud, where all of it is said, and nowhere by half", () => {
    const elsewhere = {
      ENTRA_LOGIN_URL: "https://login.microsoftonline.us/",
      BOT_TOKEN_ISSUER: "https://api.botframework.us",
      BOT_OPENID_URL: "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
      BOT_OAUTH_SCOPE: "https://api.botframework.us",
    };

    const { bot, tab } = readConfig({ ...complete, ...elsewhere });
    const said = complaint(() => readConfig({ ...complete, ...elsewhere, BOT_OPENID_URL: "" }));

    expect(bot.cloud?.loginUrl).toBe(`https://login.microsoftonline.us/${tenant}`);
    expect(tab.loginUrl).toBe("https://login.microsoftonline.us");
    expect(said).toMatch(/^ {2}BOT_OPENID_URL is missing/m);
  });

  it("never repeats a value: somebody may have put the password in the wrong place", () => {
    const secret = "aSecret-that-stands-in-the-wrong-place";
    const wrong = Object.fromEntries(
      [...Object.keys(complete), "PORT", "BOT_TYPE", "PUBLIC_URL", "LOG_LEVEL"].map((name) => [name, secret]),
    );

    expect(complaint(() => readConfig({ ...wrong, BOT_PASSWORD: secret }))).not.toContain(secret);
  });

  it("wants a password from a bot with a secret, and none from one with a managed identity", () => {
    const secretive = { ...complete, BOT_TYPE: "SingleTenant" };

    expect(complaint(() => readConfig(secretive))).toContain("BOT_PASSWORD is missing");
    expect(readConfig({ ...secretive, BOT_PASSWORD: "pw" }).bot).toMatchObject({
      password: "pw",
      type: "SingleTenant",
    });
    expect(readConfig({ ...complete, BOT_TYPE: "UserAssignedMSI" }).bot).not.toHaveProperty("password");
    expect(complaint(() => readConfig({ ...complete, BOT_TYPE: "Open" }))).toContain("BOT_TYPE is neither");
  });

  it("reads ids as tokens write them, and every tenant of a list", () => {
    const { tab } = readConfig({
      ...complete,
      TAB_CLIENT_ID: tabId.toUpperCase(),
      ALLOWED_TENANTS: `${tenant}, ${other},`,
    });

    expect(tab).toEqual({ clientId: tabId, allowedTenants: [tenant, other] });
    expect(complaint(() => readConfig({ ...complete, ALLOWED_TENANTS: "*" }))).toContain("ALLOWED_TENANTS is no id");
    expect(complaint(() => readConfig({ ...complete, ALLOWED_TENANTS: "," }))).toContain("ALLOWED_TENANTS names no");
  });

  it("believes tab tokens that name the address where Teams reaches the server", () => {
    const { tab } = readConfig({ ...complete, PUBLIC_URL: "https://gnista.example/teams" });

    expect(tab.identifierUri).toBe(`api://gnista.example/${tabId}`);
  });

  it("keeps documents in a database where somebody asked for one, and keys where every server finds them", () => {
    const asked = { ...complete, COSMOS_ENDPOINT: "https://db.example:443/", KEY_VAULT_URL: "https://keys.example" };

    expect(readConfig(asked).cosmos).toEqual({
      endpoint: "https://db.example:443/",
      database: "gnista",
      keyVault: "https://keys.example",
      identityClientId: complete.BOT_ID,
    });
    expect(readConfig({ ...asked, COSMOS_KEY: "a2V5", COSMOS_DATABASE: "culture" }).cosmos).toMatchObject({
      key: "a2V5",
      database: "culture",
    });
    expect(readConfig(complete).cosmos).toBeUndefined();
    expect(complaint(() => readConfig({ ...asked, KEY_VAULT_URL: "" }))).toContain("KEY_VAULT_URL is missing");
  });

  it("sends no document over a network unencrypted", () => {
    const asked = { ...complete, KEY_VAULT_URL: "https://keys.example" };

    expect(complaint(() => readConfig({ ...asked, COSMOS_ENDPOINT: "http://db.example" }))).toContain(
      "COSMOS_ENDPOINT is no https address",
    );
    expect(readConfig({ ...asked, COSMOS_ENDPOINT: "http://127.0.0.1:8081/" }).cosmos?.endpoint).toBe(
      "http://127.0.0.1:8081/",
    );
  });
});

describe("the configuration of a trial on one's own machine", () => {
  it("needs nothing", () => {
    expect(readLocalConfig({})).toEqual({
      port: 3978,
      playgroundPort: 56150,
      dataFolder: "./.data",
      logLevel: "info",
      isRunByNpm: false,
    });
  });

  it("takes other ports, and says so when they are none", () => {
    expect(readLocalConfig({ PORT: "0", PLAYGROUND_PORT: "4000" })).toMatchObject({ port: 0, playgroundPort: 4000 });
    for (const port of ["-1", "65536", "1.5", "http", "0x"]) {
      expect(complaint(() => readLocalConfig({ PLAYGROUND_PORT: port }))).toContain("PLAYGROUND_PORT is no port");
    }
  });
});
