import type { z } from "zod";
import { copySettings, localSettings, productionSettings, storedSettings } from "./config/settings.ts";
import type { CosmosConfig } from "./storage/open-storage.ts";

/** The settings that differ between installations. */
export interface Config extends CommonConfig {
  /** The connection string of Application Insights; undefined sends nothing. */
  readonly applicationInsights?: string;
  /** The contact on the privacy page; undefined names a role. */
  readonly contact?: string;
  /** What `/.well-known/security.txt` says: to whom a vulnerability is reported, as a URI, and where this server is. */
  readonly security?: { readonly contact?: string; readonly publicUrl?: string };
  /** Undefined stores documents and keys in `dataFolder`. */
  readonly cosmos?: CosmosConfig;
  readonly bot: {
    readonly appId: string;
    readonly type: string;
    readonly tenantId: string;
    readonly password?: string;
    /** Undefined in the public cloud. */
    readonly cloud?: {
      readonly tokenIssuer: string;
      readonly openIdMetadataUrl: string;
      readonly loginUrl: string;
      readonly oAuthScope: string;
    };
  };
  readonly tab: {
    readonly clientId: string;
    /** Undefined in the public cloud. */
    readonly loginUrl?: string;
    /** The audience of version 1 tokens, which is an address. */
    readonly identifierUri?: string;
    readonly allowedTenants: readonly string[];
    /** The app's id in Teams, for links in cards, and its address outside Teams. */
    readonly links?: { readonly appId: string; readonly webUrl?: string };
  };
}

export interface LocalConfig extends CommonConfig {
  readonly playgroundPort: number;
  /** npm runs a shell between itself and this process. */
  readonly isRunByNpm: boolean;
}

interface CommonConfig {
  /** 0 takes a free port. */
  readonly port: number;
  readonly dataFolder: string;
  readonly logLevel: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads production's configuration. No other file reads the environment, so all settings stand in one place.
 *
 * @throws Misconfigured that names everything missing at once, and never a value: one of them is a password
 */
export function readConfig(env: Env = process.env): Config {
  const said = read(productionSettings, env, NOT_STARTED, WHY_NOT_STARTED);
  const cosmos = cosmosOf(said);
  const cloud = cloudOf(said);
  const host = said.PUBLIC_URL && new URL(said.PUBLIC_URL).host;
  return {
    ...common(said),
    ...(said.APPLICATIONINSIGHTS_CONNECTION_STRING
      ? { applicationInsights: said.APPLICATIONINSIGHTS_CONNECTION_STRING }
      : {}),
    ...(said.PRIVACY_CONTACT ? { contact: said.PRIVACY_CONTACT } : {}),
    ...securityOf(said),
    ...(cosmos ? { cosmos } : {}),
    bot: {
      appId: said.BOT_ID,
      type: said.BOT_TYPE,
      tenantId: said.BOT_TENANT_ID,
      ...(said.BOT_PASSWORD ? { password: said.BOT_PASSWORD } : {}),
      ...(cloud ? { cloud } : {}),
    },
    tab: {
      clientId: said.TAB_CLIENT_ID,
      allowedTenants: said.ALLOWED_TENANTS,
      ...(said.ENTRA_LOGIN_URL ? { loginUrl: said.ENTRA_LOGIN_URL } : {}),
      ...(host ? { identifierUri: `api://${host}/${said.TAB_CLIENT_ID}` } : {}),
      ...(said.TEAMS_APP_ID === undefined ? {} : { links: linksOf(said.TEAMS_APP_ID, said.PUBLIC_URL) }),
    },
  };
}

/**
 * Reads the configuration of `npm start`. Nothing is required.
 *
 * @throws Misconfigured
 */
export function readLocalConfig(env: Env = process.env): LocalConfig {
  const said = read(localSettings, env, NOT_STARTED);
  return {
    ...common(said),
    playgroundPort: said.PLAYGROUND_PORT,
    isRunByNpm: said.npm_lifecycle_event !== undefined,
  };
}

/**
 * Reads the source and the target of `npm run copy-store`.
 *
 * @throws Misconfigured
 */
export function readCopyConfig(env: Env = process.env): Required<Pick<Config, "dataFolder" | "cosmos">> {
  const why = "\nThey say where the documents and keys in GNISTA_DATA are to be moved.";
  const said = read(copySettings, env, NOT_DONE, why);
  const { GNISTA_DATA: dataFolder, COSMOS_ENDPOINT: endpoint, COSMOS_DATABASE: database, COSMOS_KEY: key } = said;
  return { dataFolder, cosmos: { endpoint, database, keyVault: said.KEY_VAULT_URL, ...(key ? { key } : {}) } };
}

/**
 * Reads where documents and keys are stored, for the administrator's commands.
 *
 * @throws Misconfigured
 */
export function readStorageConfig(env: Env = process.env): Pick<Config, "dataFolder" | "cosmos"> {
  const said = read(storedSettings, env, NOT_DONE);
  const cosmos = cosmosOf(said);
  return { dataFolder: said.GNISTA_DATA, ...(cosmos ? { cosmos } : {}) };
}

/** A configuration that Gnista cannot start with. The message names what to set, and to what. */
export class Misconfigured extends Error {
  override readonly name = "Misconfigured";
}

const NOT_STARTED = "Gnista has not started.";
const NOT_DONE = "Nothing has been done.";

const WHY_NOT_STARTED = `
Without the identity of bot and tab, requests that nobody signed would be believed.
To try Gnista without an account, run \`npm start\` instead: it needs none of this.`;

function cloudOf(said: z.output<typeof productionSettings>): Config["bot"]["cloud"] {
  const { ENTRA_LOGIN_URL: login, BOT_TOKEN_ISSUER: tokenIssuer, BOT_OPENID_URL: openIdMetadataUrl } = said;
  const { BOT_OAUTH_SCOPE: oAuthScope } = said;
  return login === undefined || !tokenIssuer || !openIdMetadataUrl || !oAuthScope
    ? undefined
    : { tokenIssuer, openIdMetadataUrl, oAuthScope, loginUrl: `${login}/${said.BOT_TENANT_ID}` };
}

function cosmosOf(said: z.output<typeof storedSettings>): Config["cosmos"] {
  const { COSMOS_ENDPOINT: endpoint, COSMOS_DATABASE: database, COSMOS_KEY: key, KEY_VAULT_URL: keyVault } = said;
  if (endpoint === undefined || keyVault === undefined) {
    return undefined;
  }
  const { BOT_ID: identityClientId } = said;
  const isManaged = identityClientId !== undefined && /^UserAssignedMsi$/i.test(said.BOT_TYPE);
  const identity = isManaged ? { identityClientId } : {};
  return { endpoint, database, keyVault, ...identity, ...(key === undefined ? {} : { key }) };
}

function securityOf({
  SECURITY_CONTACT: contact,
  PUBLIC_URL: publicUrl,
}: z.output<typeof productionSettings>): Pick<Config, "security"> {
  if (contact === undefined && publicUrl === undefined) {
    return {};
  }
  return { security: { ...(contact ? { contact } : {}), ...(publicUrl ? { publicUrl } : {}) } };
}

const linksOf = (appId: string, publicUrl: string | undefined) => ({
  appId,
  ...(publicUrl === undefined ? {} : { webUrl: new URL("/tab", publicUrl).href }),
});

const common = (said: { PORT: number; GNISTA_DATA: string; LOG_LEVEL: string }): CommonConfig => ({
  port: said.PORT,
  dataFolder: said.GNISTA_DATA,
  logLevel: said.LOG_LEVEL,
});

/** An empty value counts as missing: portals and `.env` files leave empty values behind. */
function read<T>(schema: z.ZodType<T>, env: Env, what: string, why = ""): T {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const { data, error } = schema.safeParse(set);
  if (data !== undefined) {
    return data;
  }
  const wrong = new Map(error?.issues.map(({ path, message }) => [String(path[0]), message]));
  const lines = [...wrong].map(([name, message]) => `  ${name} ${message}`);
  throw new Misconfigured(`${what} Mend these settings of its environment:\n${lines.join("\n")}\n${why}`);
}
