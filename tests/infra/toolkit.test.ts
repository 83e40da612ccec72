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

/** The toolkit's steps with their required inputs, from the CLI's own actions, version 1.1.17. */
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
  it("every step is one that the toolkit knows, with its required inputs", () => {
    const all = steps(lifecycle(name));

    expect(all.length).toBeGreaterThan(5);
    for (const { uses, with: told } of all) {
      expect(ACTIONS, uses).toHaveProperty([uses]);
      expect(Object.keys(told), uses).toEqual(expect.arrayContaining([...(ACTIONS[uses] ?? [])]));
    }
  });

  it("every file and npm script that the steps name exists", () => {
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

  it("every variable that is used is filled in by a person or a step, and no secret is in a committed file", async () => {
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

    // The toolkit stops at an empty variable.
    expect(text(`infra/env/.env.${environment}`)).not.toMatch(/may (stay|be) empty/i);
    // Every variable that a person or a step fills in has a line in the file.
    expect([...new Set(used)].filter((one) => !(one in env) && !secrets.includes(one))).toEqual([]);
    expect(environment === "dev" ? outputs.filter((one) => !(one in env)) : []).toEqual([]);
    expect(Object.keys(env).filter((one) => /SECRET|PASSWORD|KEY$/.test(one))).toEqual([]);
  });
});

describe("the tab's Entra app", () => {
  const app = () => JSON.parse(text("infra/aad.manifest.json"));

  it("the tab's Entra app uses the manifest's address and version 2 tokens, and requests no permissions", () => {
    const { webApplicationInfo } = JSON.parse(text("appPackage/manifest.json"));

    expect(app().identifierUris).toEqual([webApplicationInfo.resource]);
    expect(app().api.requestedAccessTokenVersion).toBe(2);
    expect(app().requiredResourceAccess).toEqual([]);
  });

  it("the tab's Entra app pre-authorises exactly the clients that the server accepts, with the one scope that it checks", () => {
    const { oauth2PermissionScopes, preAuthorizedApplications } = app().api;
    const [scope] = oauth2PermissionScopes;

    expect(scope).toMatchObject({ value: "access_as_user", isEnabled: true });
    expect(preAuthorizedApplications.map(({ appId }: { appId: string }) => appId)).toEqual(Object.values(clients));
    for (const { delegatedPermissionIds } of preAuthorizedApplications) {
      expect(delegatedPermissionIds).toEqual([scope.id]);
    }
  });
});
