import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { clients } from "#bot/http/clients.ts";
import { readBicep } from "./bicep.ts";

const root = resolve(import.meta.dirname, "../..");
const text = (name: string) => readFileSync(resolve(root, name), "utf8");

interface Step {
  readonly uses: string;
  readonly with: Readonly<Record<string, unknown>>;
  readonly writeToEnvironmentFile?: Readonly<Record<string, string>>;
}

interface Lifecycle {
  readonly version: string;
  readonly environmentFolderPath: string;
  readonly provision: readonly Step[];
  readonly deploy: readonly Step[];
  readonly publish?: readonly Step[];
}

const files = [
  ["teamsapp.yml", "dev"],
  ["teamsapp.local.yml", "local"],
] as const;

const lifecycle = (name: string): Lifecycle => parse(text(name));
const steps = ({ provision, deploy, publish = [] }: Lifecycle) => [...provision, ...deploy, ...publish];
const placeholders = (content: string) => [...content.matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name]) => name ?? "");

/** Steps of the toolkit, and what each must be told: the CLI's own actions, version 1.1.17. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  "teamsApp/create": ["name"],
  "aadApp/create": ["name", "generateClientSecret", "signInAudience"],
  "aadApp/update": ["manifestPath", "outputFilePath"],
  "arm/deploy": ["subscriptionId", "resourceGroupName", "templates"],
  "botFramework/create": ["botId", "name", "messagingEndpoint", "description", "channels"],
  "teamsApp/validateManifest": ["manifestPath"],
  "teamsApp/zipAppPackage": ["manifestPath", "outputZipPath", "outputFolder"],
  "teamsApp/validateAppPackage": ["appPackagePath"],
  "teamsApp/update": ["appPackagePath"],
  "teamsApp/publishAppPackage": ["appPackagePath"],
  "cli/runNpmCommand": ["args"],
  "azureAppService/zipDeploy": ["artifactFolder", "resourceId"],
  "file/createOrUpdateEnvironmentFile": ["target", "envs"],
};

describe.each(files)("%s", (name, environment) => {
  it("has steps that the toolkit knows, told what they need", () => {
    const all = steps(lifecycle(name));

    expect(all.length).toBeGreaterThan(5);
    for (const { uses, with: told } of all) {
      expect(ACTIONS, uses).toHaveProperty([uses]);
      expect(Object.keys(told), uses).toEqual(expect.arrayContaining([...(ACTIONS[uses] ?? [])]));
    }
  });

  it("names files that are there, and scripts that npm knows", () => {
    const { scripts } = JSON.parse(text("package.json"));
    const paths = [...text(name).matchAll(/(?:manifestPath|path|parameters|environmentFolderPath): (\.\/\S+)/g)];
    const commands = steps(lifecycle(name)).filter(({ uses }) => uses === "cli/runNpmCommand");

    expect(paths.length).toBeGreaterThan(1);
    expect(paths.map(([, path]) => path ?? "").filter((path) => !existsSync(resolve(root, path)))).toEqual([]);
    for (const { with: told } of commands) {
      const [command, script = ""] = String(told.args).split(" ");
      expect(command === "run" ? scripts : { [script]: "" }, String(told.args)).toHaveProperty([script]);
    }
  });

  it("uses no variable that nobody fills in, and keeps secrets out of what is committed", async () => {
    const all = lifecycle(name);
    const env = parseEnv(text(`infra/env/.env.${environment}`));
    const written = steps(all).flatMap((step) => Object.values(step.writeToEnvironmentFile ?? {}));
    const outputs = [...(await readBicep(resolve(root, "infra/main.bicep"))).outputs.keys()];
    const secrets = written.filter((one) => one.startsWith("SECRET_"));

    const used = [
      ...placeholders(text(name)),
      ...placeholders(text("appPackage/manifest.json")),
      ...placeholders(text("infra/aad.manifest.json")),
      ...(environment === "dev" ? placeholders(text("infra/main.parameters.json")) : []),
    ];

    // The toolkit stops at a variable that is empty.
    expect(text(`infra/env/.env.${environment}`)).not.toMatch(/may (stay|be) empty/i);
    // Where a person fills in, or a step does, there is a line to see it.
    expect([...new Set(used)].filter((one) => !(one in env) && !secrets.includes(one))).toEqual([]);
    expect(environment === "dev" ? outputs.filter((one) => !(one in env)) : []).toEqual([]);
    expect(Object.keys(env).filter((one) => /SECRET|PASSWORD|KEY$/.test(one))).toEqual([]);
  });
});

describe("the sign-in of the tab", () => {
  const app = () => JSON.parse(text("infra/aad.manifest.json"));

  it("is for the address that the manifest names, in tokens of version 2, and asks for nothing", () => {
    const { webApplicationInfo } = JSON.parse(text("appPackage/manifest.json"));

    expect(app().identifierUris).toEqual([webApplicationInfo.resource]);
    expect(app().api.requestedAccessTokenVersion).toBe(2);
    expect(app().requiredResourceAccess).toEqual([]);
  });

  it("pre-authorises exactly the clients whose tokens the server accepts, with the one right that it checks", () => {
    const { oauth2PermissionScopes, preAuthorizedApplications } = app().api;
    const [scope] = oauth2PermissionScopes;

    expect(scope).toMatchObject({ value: "access_as_user", isEnabled: true });
    expect(preAuthorizedApplications.map(({ appId }: { appId: string }) => appId)).toEqual(Object.values(clients));
    for (const { delegatedPermissionIds } of preAuthorizedApplications) {
      expect(delegatedPermissionIds).toEqual([scope.id]);
    }
  });
});
