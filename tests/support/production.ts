import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { afterAll, onTestFinished } from "vitest";
import { openLog } from "#bot/log.ts";
import { openCosmos } from "#bot/storage/cosmos.ts";
import { buildServer } from "../../bot/build.ts";
import { buildTab } from "../../tab/build.ts";
import { openCosmosDouble } from "./cosmos/double.ts";
import { BOT_ISSUER, openIdentities } from "./identities.ts";
import { ingestion } from "./ingestion.ts";
import { openVaultDouble } from "./key-vault-double.ts";
import { localCertificate } from "./tls.ts";

let made: Promise<string> | undefined;

/** The output of `npm run build` in its own folder, built once per test file. */
export function buildOutput(): Promise<string> {
  made ??= build();
  return made;
}

async function build(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), "gnista-built-"));
  afterAll(() => {
    made = undefined;
    rmSync(outDir, { recursive: true, force: true });
  });
  await Promise.all([buildServer({ outDir }), buildTab({ withHost: false, outDir: join(outDir, "tab") })]);
  return outDir;
}

/** Starts the bundle as Azure does, with only the test's variables in its environment. */
export async function startProduction(env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const { PATH = "", SystemRoot = "" } = process.env;
  const folder = await buildOutput();
  const child = spawn(process.execPath, ["server.cjs"], {
    cwd: folder,
    env: { PATH, SystemRoot, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

export async function waitForExit(
  child: ChildProcess,
): Promise<{ readonly stderr: string; readonly code: number | null }> {
  const [stderr, [code]] = await Promise.all([child.stderr ? text(child.stderr) : "", once(child, "exit")]);
  return { stderr, code };
}

export interface Started {
  readonly port: number;
  readonly url: string;
  /** Its log lines so far. */
  readonly lines: string[];
}

/** Resolves when the log reports that the server listens. */
export async function waitUntilStarted(child: ChildProcess): Promise<Started> {
  const lines: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  if (child.stdout) {
    createInterface(child.stdout).on("line", (line) => {
      lines.push(line);
      const { msg, port } = JSON.parse(line);
      if (msg === "gnista.started") {
        resolve(port);
      }
    });
  }
  void waitForExit(child).then(({ stderr }) =>
    reject(new Error(`it ended instead of starting: ${stderr} ${lines.join("\n")}`)),
  );
  const port = await promise;
  return { port, url: `http://127.0.0.1:${port}`, lines };
}

/** Resolves names below `localhost` to this machine, which some machines' resolvers do not. */
const LOCAL_NAMES = `
  import dns from "node:dns";
  const { lookup } = dns;
  dns.lookup = (name, ...rest) => lookup(name.endsWith(".localhost") ? "localhost" : name, ...rest);
`;

/**
 * Gnista's environment in Azure: documents in Cosmos DB and keys in Key Vault, both accessed by the managed identity
 * without a key, and the token issuers. `env` holds the settings from `infra/`.
 */
export async function anAzure(app: { readonly botId: string; readonly tabId: string; readonly tenantId: string }) {
  const identities = await openIdentities(app.botId);
  const { cert } = await localCertificate();
  const cosmos = await openCosmosDouble({ tokens: new Set([identities.ownToken]) });
  const insights = await ingestion();
  const vault = await openVaultDouble({ host: "vault.localhost", token: identities.ownToken });
  const folder = mkdtempSync(join(tmpdir(), "gnista-azure-"));
  const certificate = join(folder, "ca.pem");
  writeFileSync(certificate, cert);
  onTestFinished(async () => {
    await Promise.all([identities.close(), cosmos.close(), vault.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
  // Creates database and container, as Bicep does: a managed identity may not.
  const store = await openCosmos({ ...cosmos, database: "gnista", log: openLog({ level: "silent" }) });
  await store.close();

  const env = {
    BOT_ID: app.botId,
    BOT_TYPE: "UserAssignedMsi",
    BOT_TENANT_ID: app.tenantId,
    TAB_CLIENT_ID: app.tabId,
    ALLOWED_TENANTS: app.tenantId,
    PUBLIC_URL: "https://gnista.contoso.example",
    COSMOS_ENDPOINT: cosmos.endpoint,
    COSMOS_DATABASE: "gnista",
    KEY_VAULT_URL: vault.url,
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.connectionString,
    APPLICATION_INSIGHTS_NO_STATSBEAT: "true",
    ENTRA_LOGIN_URL: identities.url,
    BOT_TOKEN_ISSUER: BOT_ISSUER,
    BOT_OPENID_URL: identities.openIdUrl,
    BOT_OAUTH_SCOPE: "https://api.botframework.com",
    // Set by App Service.
    IDENTITY_ENDPOINT: `${identities.url}/msi/token`,
    IDENTITY_HEADER: identities.secret,
    // Needed on the test machine only.
    NODE_EXTRA_CA_CERTS: certificate,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(LOCAL_NAMES)}`,
  };
  return { identities, cosmos, vault, insights, env };
}
