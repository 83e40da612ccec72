import { describe, expect, it } from "vitest";
import { Misconfigured, readConfig, readLocalConfig } from "#bot/config.ts";

const botId = "00000000-0000-4000-8000-0000000000b1";
const tabId = "00000000-0000-4000-8000-0000000000a1";
const tenant = "00000000-0000-4000-8000-0000000000c1";
const other = "00000000-0000-4000-8000-0000000000c2";
const complete = { BOT_ID: botId, BOT_TENANT_ID: tenant, TAB_CLIENT_ID: tabId, ALLOWED_TENANTS: tenant };

/** The message that an administrator reads when Gnista does not start. */
function complaint(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(Misconfigured);
    return error instanceof Error ? error.message : "";
  }
  return "it started";
}

describe("readConfig", () => {
  it("production needs only the identities of bot and tab and the allowed tenants", () => {
    expect(readConfig(complete)).toEqual({
      port: 3978,
      dataFolder: "./.data",
      logLevel: "info",
      bot: { appId: botId, type: "UserAssignedMsi", tenantId: tenant },
      tab: { clientId: tabId, allowedTenants: [tenant] },
    });
  });

  it("cards link to the tab only when TEAMS_APP_ID is set", () => {
    const app = { TEAMS_APP_ID: "00000000-0000-4000-8000-0000000000D1" };
    const linksOf = (env: object) => readConfig({ ...complete, ...env }).tab.links;

    expect(linksOf({})).toBeUndefined();
    expect(linksOf(app)).toEqual({ appId: "00000000-0000-4000-8000-0000000000d1" });
    expect(linksOf({ ...app, PUBLIC_URL: "https://gnista.example/x" })).toMatchObject({
      webUrl: "https://gnista.example/tab",
    });
    expect(complaint(() => linksOf({ TEAMS_APP_ID: "gnista" }))).toContain("TEAMS_APP_ID is not an id");
  });

  it.each(Object.keys(complete))("production does not start without %s, whether it is missing or blank", (name) => {
    for (const blank of [undefined, "", "  "]) {
      const message = complaint(() => readConfig({ ...complete, [name]: blank }));

      expect(message).toMatch(new RegExp(`${name} is missing: \\w+`));
      expect(message).toContain("npm start");
    }
  });

  it("readConfig names all wrong settings at once", () => {
    const message = complaint(() =>
      readConfig({ PORT: "many", BOT_TYPE: "SingleTenant", PUBLIC_URL: "http://a.example" }),
    );

    for (const name of [...Object.keys(complete), "PORT", "BOT_PASSWORD", "PUBLIC_URL"]) {
      expect(message).toContain(`  ${name} is `);
    }
    expect(message).not.toContain("GNISTA_DATA");
  });

  it("readConfig takes another cloud's addresses when all of them are set, and refuses some of them alone", () => {
    const otherCloud = {
      ENTRA_LOGIN_URL: "https://login.microsoftonline.us/",
      BOT_TOKEN_ISSUER: "https://api.botframework.us",
      BOT_OPENID_URL: "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
      BOT_OAUTH_SCOPE: "https://api.botframework.us",
    };

    const { bot, tab } = readConfig({ ...complete, ...otherCloud });
    const message = complaint(() => readConfig({ ...complete, ...otherCloud, BOT_OPENID_URL: "" }));

    expect(bot.cloud?.loginUrl).toBe(`https://login.microsoftonline.us/${tenant}`);
    expect(tab.loginUrl).toBe("https://login.microsoftonline.us");
    expect(message).toMatch(/^ {2}BOT_OPENID_URL is missing/m);
  });

  it("no error message repeats a setting's value, since a password may be in the wrong setting", () => {
    const secret = "aSecret-that-stands-in-the-wrong-place";
    const wrong = Object.fromEntries(
      [...Object.keys(complete), "PORT", "BOT_TYPE", "PUBLIC_URL", "LOG_LEVEL"].map((name) => [name, secret]),
    );

    expect(complaint(() => readConfig({ ...wrong, BOT_PASSWORD: secret }))).not.toContain(secret);
  });

  it("readConfig requires BOT_PASSWORD of a bot with a secret, and takes none of one with a managed identity", () => {
    const withSecret = { ...complete, BOT_TYPE: "SingleTenant" };

    expect(complaint(() => readConfig(withSecret))).toContain("BOT_PASSWORD is missing");
    expect(readConfig({ ...withSecret, BOT_PASSWORD: "pw" }).bot).toMatchObject({
      password: "pw",
      type: "SingleTenant",
    });
    expect(readConfig({ ...complete, BOT_TYPE: "UserAssignedMSI" }).bot).not.toHaveProperty("password");
    expect(complaint(() => readConfig({ ...complete, BOT_TYPE: "Open" }))).toContain("BOT_TYPE is neither");
  });

  it("readConfig writes ids as tokens do, and reads every tenant of a list", () => {
    const { tab } = readConfig({
      ...complete,
      TAB_CLIENT_ID: tabId.toUpperCase(),
      ALLOWED_TENANTS: `${tenant}, ${other},`,
    });

    expect(tab).toEqual({ clientId: tabId, allowedTenants: [tenant, other] });
    expect(complaint(() => readConfig({ ...complete, ALLOWED_TENANTS: "*" }))).toContain(
      "ALLOWED_TENANTS is not an id",
    );
    expect(complaint(() => readConfig({ ...complete, ALLOWED_TENANTS: "," }))).toContain("ALLOWED_TENANTS names no");
  });

  it("readConfig derives the tab's identifier URI from PUBLIC_URL", () => {
    const { tab } = readConfig({ ...complete, PUBLIC_URL: "https://gnista.example/teams" });

    expect(tab.identifierUri).toBe(`api://gnista.example/${tabId}`);
  });

  it("readConfig takes the database of COSMOS_ENDPOINT, and then requires KEY_VAULT_URL for the keys", () => {
    const withKeyVault = {
      ...complete,
      COSMOS_ENDPOINT: "https://db.example:443/",
      KEY_VAULT_URL: "https://keys.example",
    };

    expect(readConfig(withKeyVault).cosmos).toEqual({
      endpoint: "https://db.example:443/",
      database: "gnista",
      keyVault: "https://keys.example",
      identityClientId: complete.BOT_ID,
    });
    expect(readConfig({ ...withKeyVault, COSMOS_KEY: "a2V5", COSMOS_DATABASE: "culture" }).cosmos).toMatchObject({
      key: "a2V5",
      database: "culture",
    });
    expect(readConfig(complete).cosmos).toBeUndefined();
    expect(complaint(() => readConfig({ ...withKeyVault, KEY_VAULT_URL: "" }))).toContain("KEY_VAULT_URL is missing");
  });

  it("readConfig refuses an unencrypted database address, except on this machine", () => {
    const withKeyVault = { ...complete, KEY_VAULT_URL: "https://keys.example" };

    expect(complaint(() => readConfig({ ...withKeyVault, COSMOS_ENDPOINT: "http://db.example" }))).toContain(
      "COSMOS_ENDPOINT is not an https address",
    );
    expect(readConfig({ ...withKeyVault, COSMOS_ENDPOINT: "http://127.0.0.1:8081/" }).cosmos?.endpoint).toBe(
      "http://127.0.0.1:8081/",
    );
  });
});

describe("readLocalConfig", () => {
  it("a local trial needs no settings", () => {
    expect(readLocalConfig({})).toEqual({
      port: 3978,
      playgroundPort: 56150,
      dataFolder: "./.data",
      logLevel: "info",
      isRunByNpm: false,
    });
  });

  it("readLocalConfig takes other ports, and refuses a port that is not valid", () => {
    expect(readLocalConfig({ PORT: "0", PLAYGROUND_PORT: "4000" })).toMatchObject({ port: 0, playgroundPort: 4000 });
    for (const port of ["-1", "65536", "1.5", "http", "0x"]) {
      expect(complaint(() => readLocalConfig({ PLAYGROUND_PORT: port }))).toContain("PLAYGROUND_PORT is not a port");
    }
  });
});
