import type { z } from "zod";
import { copySettings, localSettings, productionSettings, storedSettings } from "./config/settings.ts";
import type { CosmosConfig } from "./storage/open-storage.ts";

/** The settings that differ between installations. */
export interface Config extends CommonConfig {
  /** The connection string of Application Insights; undefined sends nothing. */
  readonly applicationInsights?: string;
  /** The contact on the privacy page; undefined names a role. */
  readonly contact?: string;
  /** The content of `/.well-known/security.txt`: the contact as a URI, and this server's address. */
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
 * Reads production's configuration. No other file reads the environment, so all settings are in one place.
 *
 * @throws Misconfigured that names everything missing at once, and never a value: one of them is a password
 */
export function readConfig(env: Env = process.env): Config {
  const settings = read(productionSettings, env, NOT_STARTED, WHY_NOT_STARTED);
  const cosmos = cosmosOf(settings);
  const cloud = cloudOf(settings);
  const host = settings.PUBLIC_URL && new URL(settings.PUBLIC_URL).host;
  return {
    ...common(settings),
    ...(settings.APPLICATIONINSIGHTS_CONNECTION_STRING
      ? { applicationInsights: settings.APPLICATIONINSIGHTS_CONNECTION_STRING }
      : {}),
    ...(settings.PRIVACY_CONTACT ? { contact: settings.PRIVACY_CONTACT } : {}),
    ...securityOf(settings),
    ...(cosmos ? { cosmos } : {}),
    bot: {
      appId: settings.BOT_ID,
      type: settings.BOT_TYPE,
      tenantId: settings.BOT_TENANT_ID,
      ...(settings.BOT_PASSWORD ? { password: settings.BOT_PASSWORD } : {}),
      ...(cloud ? { cloud } : {}),
    },
    tab: {
      clientId: settings.TAB_CLIENT_ID,
      allowedTenants: settings.ALLOWED_TENANTS,
      ...(settings.ENTRA_LOGIN_URL ? { loginUrl: settings.ENTRA_LOGIN_URL } : {}),
      ...(host ? { identifierUri: `api://${host}/${settings.TAB_CLIENT_ID}` } : {}),
      ...(settings.TEAMS_APP_ID === undefined ? {} : { links: linksOf(settings.TEAMS_APP_ID, settings.PUBLIC_URL) }),
    },
  };
}

/**
 * Reads the configuration of `npm start`. Nothing is required.
 *
 * @throws Misconfigured
 */
export function readLocalConfig(env: Env = process.env): LocalConfig {
  const settings = read(localSettings, env, NOT_STARTED);
  return {
    ...common(settings),
    playgroundPort: settings.PLAYGROUND_PORT,
    isRunByNpm: settings.npm_lifecycle_event !== undefined,
  };
}

/**
 * Reads the source and the target of `npm run copy-store`.
 *
 * @throws Misconfigured
 */
export function readCopyConfig(env: Env = process.env): Required<Pick<Config, "dataFolder" | "cosmos">> {
  const why = "\nThey say where the documents and keys in GNISTA_DATA are to be moved.";
  const settings = read(copySettings, env, NOT_DONE, why);
  const { GNISTA_DATA: dataFolder, COSMOS_ENDPOINT: endpoint, COSMOS_DATABASE: database, COSMOS_KEY: key } = settings;
  return { dataFolder, cosmos: { endpoint, database, keyVault: settings.KEY_VAULT_URL, ...(key ? { key } : {}) } };
}

/**
 * Reads where documents and keys are stored, for the administrator's commands.
 *
 * @throws Misconfigured
 */
export function readStorageConfig(env: Env = process.env): Pick<Config, "dataFolder" | "cosmos"> {
  const settings = read(storedSettings, env, NOT_DONE);
  const cosmos = cosmosOf(settings);
  return { dataFolder: settings.GNISTA_DATA, ...(cosmos ? { cosmos } : {}) };
}

/** A configuration that Gnista cannot start with. The message says which setting to change, and to what. */
export class Misconfigured extends Error {
  override readonly name = "Misconfigured";
}

const NOT_STARTED = "Gnista has not started.";
const NOT_DONE = "Nothing has been done.";

const WHY_NOT_STARTED = `
Without the identity of bot and tab, unsigned requests would be trusted.
To try Gnista without an account, run \`npm start\` instead: it needs none of this.`;

function cloudOf(settings: z.output<typeof productionSettings>): Config["bot"]["cloud"] {
  const { ENTRA_LOGIN_URL: login, BOT_TOKEN_ISSUER: tokenIssuer, BOT_OPENID_URL: openIdMetadataUrl } = settings;
  const { BOT_OAUTH_SCOPE: oAuthScope } = settings;
  return login === undefined || !tokenIssuer || !openIdMetadataUrl || !oAuthScope
    ? undefined
    : { tokenIssuer, openIdMetadataUrl, oAuthScope, loginUrl: `${login}/${settings.BOT_TENANT_ID}` };
}

function cosmosOf(settings: z.output<typeof storedSettings>): Config["cosmos"] {
  const { COSMOS_ENDPOINT: endpoint, COSMOS_DATABASE: database, COSMOS_KEY: key, KEY_VAULT_URL: keyVault } = settings;
  if (endpoint === undefined || keyVault === undefined) {
    return undefined;
  }
  const { BOT_ID: identityClientId } = settings;
  const isManaged = identityClientId !== undefined && /^UserAssignedMsi$/i.test(settings.BOT_TYPE);
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

const common = (settings: { PORT: number; GNISTA_DATA: string; LOG_LEVEL: string }): CommonConfig => ({
  port: settings.PORT,
  dataFolder: settings.GNISTA_DATA,
  logLevel: settings.LOG_LEVEL,
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
