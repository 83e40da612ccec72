import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "#bot/config.ts";
import { asHtml } from "#bot/http/trust/page.ts";
import { trustPage } from "#bot/http/trust/trust.ts";
import { type Bicep, bicepIn, type Declared, readBicep, type Written } from "./bicep.ts";

const infra = resolve(import.meta.dirname, "../../infra");
const modules = readdirSync(join(infra, "modules")).filter((name) => name.endsWith(".bicep"));
const files = ["main.bicep", ...modules.map((name) => `modules/${name}`)];
const read = (name: string): Promise<Bicep> => readBicep(join(infra, name));

/** The value at a path: `properties.siteConfig.alwaysOn`. */
function at(written: Written | undefined, path: string): Written | undefined {
  return path.split(".").reduce<Written | undefined>((found, name) => {
    const isObject = typeof found === "object" && !Array.isArray(found);
    return isObject ? (found as Readonly<Record<string, Written>>)[name] : undefined;
  }, written);
}

async function resource(file: string, type: string): Promise<Written> {
  const found = (await read(file)).resources.find(({ what }) => what.startsWith(`${type}@`));
  expect(found, `${type} in ${file}`).toBeDefined();
  return found?.body ?? "";
}

/** The server's environment in Azure. */
async function settings(): Promise<ReadonlyMap<string, string>> {
  const main = await read("main.bicep");
  const web = main.modules.find(({ symbol }) => symbol === "web");
  const { variables } = await read("modules/web.bicep");
  const all = { ...object(at(web?.body, "params.settings")), ...object(variables.get("fixed")) };
  return new Map(Object.entries(all).map(([name, value]) => [name, String(value)]));
}

const object = (written: Written | undefined): Readonly<Record<string, Written>> =>
  typeof written === "object" && !Array.isArray(written) ? (written as Readonly<Record<string, Written>>) : {};

describe("the Bicep files", () => {
  it.each(files)("Bicep's grammar parses all of %s", async (name) => {
    expect((await read(name)).errors).toEqual([]);
  });

  it("the grammar reports errors in a broken Bicep file", async () => {
    const broken = "param name string\nresource x 'a@b' = {\n  name: \n}\n";

    expect((await bicepIn(broken)).errors).not.toEqual([]);
  });

  it.each(files)(
    "%s has no loop over a value that is known only during deployment, which Azure's compiler refuses",
    (name) => {
      const text = readFileSync(join(infra, name), "utf8");
      const variables = new Map(
        text.split(/^(?=var )/m).map((part) => [/^var (\w+)/.exec(part)?.[1] ?? "", part.split(/\n(?=\w)/)[0] ?? ""]),
      );
      const whole = (written: string, depth = 5): string =>
        depth === 0
          ? written
          : written.replace(/\w+/g, (word) =>
              variables.has(word) ? whole(variables.get(word) ?? "", depth - 1) : word,
            );

      const loops = [...text.matchAll(/\[\s*for \w+ in ([^:]+):/g)].map(([, over = ""]) => whole(over));

      expect(loops.filter((over) => /\.(properties|outputs)\b/.test(over))).toEqual([]);
    },
  );

  it("main.bicep passes every module exactly the parameters that it declares, and uses every module", async () => {
    const main = await read("main.bicep");

    for (const { what, body } of main.modules) {
      const { parameters } = await read(what);
      expect(Object.keys(object(at(body, "params"))).sort(), what).toEqual([...parameters].sort());
    }
    expect(main.modules.map(({ what }) => what).sort()).toEqual(files.slice(1).sort());
  });

  it("main.bicep uses only outputs that a module declares", async () => {
    const text = readFileSync(join(infra, "main.bicep"), "utf8");
    const main = await read("main.bicep");

    for (const [, symbol, output] of text.matchAll(/\b(\w+)\.outputs\.(\w+)/g)) {
      const file = main.modules.find((one) => one.symbol === symbol)?.what ?? "";
      expect([...(await read(file)).outputs.keys()], `${symbol}.outputs.${output}`).toContain(output);
    }
  });

  it("main.parameters.json gives main.bicep every parameter without a default, and no unknown one", async () => {
    const { parameters } = await read("main.bicep");
    const given = JSON.parse(readFileSync(join(infra, "main.parameters.json"), "utf8")).parameters;
    const text = readFileSync(join(infra, "main.bicep"), "utf8");
    const needed = parameters.filter((name) => !new RegExp(`^param ${name} \\w+ =`, "m").test(text));

    expect(parameters).toEqual(expect.arrayContaining(Object.keys(given)));
    expect(Object.keys(given)).toEqual(expect.arrayContaining(needed));
  });
});

describe("the server in Azure", () => {
  it("the settings in Azure are complete, so that the server starts with them", async () => {
    const set = await settings();
    const id = "00000000-0000-4000-8000-000000000001";
    const sample = (name: string, value: string) => {
      if (/_(URL|ENDPOINT)$/.test(name)) {
        return "https://something.azure.example/";
      }
      if (/_CONTACT$/.test(name)) {
        return "somebody@contoso.example";
      }
      return /_ID$|TENANTS$/.test(name) ? id : /^\w+$/.test(value) && !name.startsWith("LOG") ? value : undefined;
    };

    const env = Object.fromEntries([...set].map(([name, value]) => [name, sample(name, value)]));
    const config = readConfig(env);

    expect(config.cosmos).toMatchObject({ keyVault: expect.any(String), identityClientId: id });
    expect(config.cosmos?.key).toBeUndefined();
    expect(config.bot.type).toBe("UserAssignedMsi");
  });

  it("Azure sets every setting that config.ts knows, except those for other kinds of deployment", async () => {
    const set = await settings();
    const text = readFileSync(resolve(infra, "../bot/src/config/settings.ts"), "utf8");
    const known = new Set([...text.matchAll(/^ {2,4}([A-Z][A-Z_]+)\b:/gm)].map(([, name]) => name ?? ""));
    /** For a file instead of a database, a secret instead of an identity, another cloud, and `npm start`. */
    const elsewhere =
      /^(GNISTA_DATA|BOT_PASSWORD|COSMOS_KEY|ENTRA_\w+|BOT_TOKEN_\w+|BOT_OPENID_\w+|BOT_OAUTH_\w+|PLAYGROUND_PORT)$/;

    const missing = [...known].filter((name) => !set.has(name) && !elsewhere.test(name));

    expect(known.size).toBeGreaterThan(12);
    expect(missing).toEqual([]);
  });

  it("web.bicep passes all settings to the server", async () => {
    const config = await resource("modules/web.bicep", "Microsoft.Web/sites/config");

    expect(config).toMatchObject({ name: "appsettings", properties: "union(settings, fixed)" });
  });

  it("the server in Azure accepts HTTPS only, is always on, has a health check, and has time to stop", async () => {
    const site = await resource("modules/web.bicep", "Microsoft.Web/sites");
    const set = await settings();

    expect(at(site, "properties.httpsOnly")).toBe("true");
    expect(at(site, "properties.siteConfig")).toMatchObject({
      linuxFxVersion: "NODE|24-lts",
      appCommandLine: "exec node server.cjs",
      alwaysOn: "true",
      healthCheckPath: "/readyz",
      ftpsState: "Disabled",
      minTlsVersion: "1.2",
    });
    expect(Number(set.get("WEBSITES_CONTAINER_STOP_TIME_LIMIT"))).toBeGreaterThan(10);
    expect(at(await resource("modules/web.bicep", "Microsoft.Web/serverfarms"), "properties.reserved")).toBe("true");
  });

  it("the bot has the server's identity, and its endpoint is the server's address", async () => {
    const bot = await resource("modules/bot.bicep", "Microsoft.BotService/botServices");
    const main = await read("main.bicep");
    const params = at(main.modules.find(({ symbol }) => symbol === "bot")?.body, "params");

    expect(at(bot, "properties")).toMatchObject({ msaAppType: "UserAssignedMSI", msaAppMSIResourceId: "identityId" });
    expect(at(params, "endpoint")).toMatch(/^https:\/\/\$\{domain\}\/api\/messages$/);
    expect((await settings()).get("PUBLIC_URL")).toMatch(/^https:\/\/\$\{domain\}$/);
    expect(at(await resource("modules/bot.bicep", "Microsoft.BotService/botServices/channels"), "properties")).toEqual({
      channelName: "MsTeamsChannel",
    });
  });

  it("the bot and its channel are registered with a Bot Service inside the EU, where messages pass and are stored", async () => {
    const bot = await resource("modules/bot.bicep", "Microsoft.BotService/botServices");
    const channel = await resource("modules/bot.bicep", "Microsoft.BotService/botServices/channels");
    const { variables } = await read("modules/bot.bicep");

    expect([at(bot, "location"), at(channel, "location")]).toEqual(["region", "region"]);
    // The only region inside the EU that has a Bot Service; the nearest alternatives are "global" and India.
    expect(variables.get("region")).toBe("westeurope");
    for (const file of files) {
      expect(readFileSync(join(infra, file), "utf8"), file).not.toMatch(/location: *'global'/);
    }
    for (const locale of ["sv", "en"] as const) {
      expect(asHtml(trustPage({ sv: "", en: "" }), [], locale)).toMatch(/Azure Bot Service[^<]*West Europe/);
    }
  });

  it("neither the bot nor the publishing of code accepts a secret as a login", async () => {
    const bot = await resource("modules/bot.bicep", "Microsoft.BotService/botServices");
    const policies = (await read("modules/web.bicep")).resources.filter(({ what }) =>
      what.startsWith("Microsoft.Web/sites/basicPublishingCredentialsPolicies@"),
    );

    expect(at(bot, "properties.disableLocalAuth")).toBe("true");
    expect(policies.map(({ body }) => [at(body, "parent"), at(body, "name"), at(body, "properties.allow")])).toEqual([
      ["site", "scm", "false"],
      ["site", "ftp", "false"],
    ]);
    for (const { what, body } of policies) {
      // Up to version 2022-03-01 Azure refused this type without a location.
      expect(what.split("@")[1]?.localeCompare("2022-09-01"), what).toBeGreaterThan(0);
      expect(object(body)).not.toHaveProperty("location");
    }
  });

  it("the vault logs every use of a key to the workspace that main.bicep passes to it", async () => {
    const audit = await resource("modules/vault.bicep", "Microsoft.Insights/diagnosticSettings");
    const main = await read("main.bicep");
    const params = at(main.modules.find(({ symbol }) => symbol === "vault")?.body, "params");

    expect(at(audit, "scope")).toBe("vault");
    expect(at(audit, "properties")).toMatchObject({
      workspaceId: "workspaceId",
      logs: [{ category: "AuditEvent", enabled: "true" }],
    });
    expect(at(params, "workspaceId")).toBe("monitoring.outputs.workspaceId");
  });

  it("Cosmos DB accepts no keys, and its container equals the one that the server would create", async () => {
    const account = await resource("modules/cosmos.bicep", "Microsoft.DocumentDB/databaseAccounts");
    const container = await resource(
      "modules/cosmos.bicep",
      "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers",
    );
    const ours = readFileSync(resolve(infra, "../bot/src/storage/cosmos/open-container.ts"), "utf8");

    expect(at(account, "properties.disableLocalAuth")).toBe("true");
    expect(at(container, "properties.resource")).toMatchObject({
      id: /CONTAINER = "(\w+)"/.exec(ours)?.[1],
      partitionKey: { paths: [/paths: \["([^"]+)"\]/.exec(ours)?.[1]] },
      defaultTtl: /defaultTtl: (-?\d+)/.exec(ours)?.[1],
      indexingPolicy: { includedPaths: [{ path: "/pk/?" }], excludedPaths: [{ path: "/*" }] },
    });
  });

  it("the server may read and write documents, and set, delete and purge keys", async () => {
    const role = await resource("modules/cosmos.bicep", "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments");
    const { variables } = await read("modules/vault.bicep");
    const officer = await resource("modules/vault.bicep", "Microsoft.Authorization/roleAssignments");
    const main = await read("main.bicep");
    const parameterOf = (symbol: string, name: string) =>
      at(main.modules.find((one: Declared) => one.symbol === symbol)?.body, `params.${name}`);

    // The role Cosmos DB Built-in Data Contributor.
    expect(at(role, "properties.roleDefinitionId")).toContain("00000000-0000-0000-0000-000000000002");
    expect(at(role, "properties.principalId")).toBe("readerWriterId");
    // The role Key Vault Secrets Officer.
    expect(variables.get("secretsOfficer")).toContain("b86a8fe4-44ce-4948-aee5-eccb2c155cd7");
    expect(at(officer, "properties")).toMatchObject({ roleDefinitionId: "secretsOfficer", principalId: "officerId" });
    expect([parameterOf("cosmos", "readerWriterId"), parameterOf("vault", "officerId")]).toEqual([
      "identity.outputs.principalId",
      "identity.outputs.principalId",
    ]);
  });

  it("keys can be destroyed for good: the vault has no purge protection, and keeps deleted keys for at most a week", async () => {
    const vault = at(await resource("modules/vault.bicep", "Microsoft.KeyVault/vaults"), "properties");

    expect(object(vault)).not.toHaveProperty("enablePurgeProtection");
    expect(vault).toMatchObject({ enableRbacAuthorization: "true", softDeleteRetentionInDays: "7" });
  });

  it("no output of a deployment contains a secret", async () => {
    for (const file of files) {
      for (const [name, value] of (await read(file)).outputs) {
        expect(`${name} ${value}`, file).not.toMatch(
          /listKeys|secret|password|connectionString|instrumentationKey|key\b/i,
        );
      }
    }
  });

  it("the deployment is scaled by its parameters alone", async () => {
    const text = readFileSync(join(infra, "main.bicep"), "utf8");
    const scale = readFileSync(join(infra, "modules/web.bicep"), "utf8");

    expect((await read("main.bicep")).parameters).toEqual(
      expect.arrayContaining(["webSku", "instances", "maxInstances", "cosmosMaxThroughput"]),
    );
    expect(text).toContain("maxThroughput: cosmosMaxThroughput");
    expect(scale).toContain("if (maxInstances > instances)");
  });
});
