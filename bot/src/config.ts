import { z } from "zod";

/** What a start needs to know that differs from one installation to the next. */
export interface Config extends CommonConfig {
  /** Where figures and traces are sent; undefined sends none. */
  readonly applicationInsights?: string;
  /** Whom the privacy page names; undefined names a role. */
  readonly contact?: string;
  /** Undefined keeps documents and keys in `dataFolder`. */
  readonly cosmos?: {
    readonly endpoint: string;
    readonly database: string;
    readonly key?: string;
    /** Keys cannot lie in a folder where several servers share a database. */
    readonly keyVault: string;
    /** The managed identity that is let in there: the bot's own. */
    readonly identityClientId?: string;
  };
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
    /** What the tab's tokens are for in their version 1, which names an address. */
    readonly identifierUri?: string;
    readonly allowedTenants: readonly string[];
    /** Which app it is in Teams, so that cards can lead to it, and where it is outside Teams. */
    readonly links?: { readonly appId: string; readonly webUrl?: string };
  };
}

export interface LocalConfig extends CommonConfig {
  readonly playgroundPort: number;
  /** npm has put a shell between itself and us. */
  readonly isRunByNpm: boolean;
}

interface CommonConfig {
  /** 0 takes a free one. */
  readonly port: number;
  readonly dataFolder: string;
  readonly logLevel: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * What production starts with. The only file that reads the environment, so that what can be set stands in one place.
 *
 * @throws Misconfigured naming everything that is missing at once, and never a value: one of them is a password
 */
export function readConfig(env: Env = process.env): Config {
  const said = read(production, env, WHY_NOT_STARTED);
  const cosmos = cosmosOf(said);
  const cloud = cloudOf(said);
  const host = said.PUBLIC_URL && new URL(said.PUBLIC_URL).host;
  return {
    ...common(said),
    ...(said.APPLICATIONINSIGHTS_CONNECTION_STRING
      ? { applicationInsights: said.APPLICATIONINSIGHTS_CONNECTION_STRING }
      : {}),
    ...(said.PRIVACY_CONTACT ? { contact: said.PRIVACY_CONTACT } : {}),
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
 * What `npm start` begins with on somebody's own machine: nothing has to be set.
 *
 * @throws Misconfigured
 */
export function readLocalConfig(env: Env = process.env): LocalConfig {
  const said = read(local, env, "");
  return {
    ...common(said),
    playgroundPort: said.PLAYGROUND_PORT,
    isRunByNpm: said.npm_lifecycle_event !== undefined,
  };
}

/**
 * From where and to where documents and keys are moved.
 *
 * @throws Misconfigured
 */
export function readCopyConfig(env: Env = process.env): Required<Pick<Config, "dataFolder" | "cosmos">> {
  const said = read(copy, env, "\nThey say where the documents and keys in GNISTA_DATA are to be moved.");
  const { GNISTA_DATA: dataFolder, COSMOS_ENDPOINT: endpoint, COSMOS_DATABASE: database, COSMOS_KEY: key } = said;
  return { dataFolder, cosmos: { endpoint, database, keyVault: said.KEY_VAULT_URL, ...(key ? { key } : {}) } };
}

/**
 * Where documents and keys lie: for the administrator's commands, which nobody signs in to.
 *
 * @throws Misconfigured
 */
export function readStorageConfig(env: Env = process.env): Pick<Config, "dataFolder" | "cosmos"> {
  const said = read(stored, env, "");
  const cosmos = cosmosOf(said);
  return { dataFolder: said.GNISTA_DATA, ...(cosmos ? { cosmos } : {}) };
}

/** A configuration that cannot be started with. Its message is for whoever starts: what to set, and to what. */
export class Misconfigured extends Error {
  override readonly name = "Misconfigured";
}

const WHY_NOT_STARTED = `
Without the identity of bot and tab, requests that nobody signed would be believed.
To try Gnista without an account, run \`npm start\` instead: it needs none of this.`;

const port = (fallback: number) =>
  z.coerce.number("is no port: a whole number from 0 to 65535").int().min(0).max(65_535).default(fallback);

/** Entra writes its ids in lower case in tokens, and the portal lets them be copied in either. */
const id = (what: string) =>
  z
    .string(`is missing: ${what}`)
    .regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, `is no id like 00000000-0000-…: ${what}`)
    .toLowerCase();

/** A stand-in on this very machine speaks http. */
const address = (what: string) =>
  z
    .url({ protocol: /^https?$/, error: `is missing or no https address: ${what}` })
    .refine((url) => /^https:|^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(url), `is no https address: ${what}`);

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}

const everywhere = {
  PORT: port(3978),
  GNISTA_DATA: z.string().default("./.data"),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], "is none of trace, debug, info, warn, error")
    .default("info"),
};

const shared = {
  COSMOS_ENDPOINT: address("the address of the Cosmos DB account, from its portal page"),
  COSMOS_KEY: z.string().optional(),
  COSMOS_DATABASE: z
    .string()
    .regex(/^[^/\\?#]{1,255}$/, "is no name of a database")
    .default("gnista"),
  KEY_VAULT_URL: address("the address of the key vault for the keys of anonymous questions"),
};

/** A national cloud signs in elsewhere, and its bots are called by somebody else: all four, or none. */
const elsewhere = {
  ENTRA_LOGIN_URL: address("where people and servers sign in").transform(withoutSlash).optional(),
  BOT_TOKEN_ISSUER: z.string().optional(),
  BOT_OPENID_URL: address("the OpenID metadata of whoever signs what the bot is sent").optional(),
  BOT_OAUTH_SCOPE: z.string().optional(),
};

const copy = z.object({ ...everywhere, ...shared });

const either = {
  ...shared,
  COSMOS_ENDPOINT: shared.COSMOS_ENDPOINT.optional(),
  KEY_VAULT_URL: shared.KEY_VAULT_URL.optional(),
};

/** Keys cannot stay in a folder where documents do not. */
const keysMissing = {
  path: ["KEY_VAULT_URL"],
  error: "is missing: with COSMOS_ENDPOINT, the keys of anonymous questions lie in Azure Key Vault",
  // Otherwise somebody who mends all that was named would be told of one thing more.
  when: () => true,
};
const hasKeys = (said: {
  readonly COSMOS_ENDPOINT?: string | undefined;
  readonly KEY_VAULT_URL?: string | undefined;
}) => said.COSMOS_ENDPOINT === undefined || said.KEY_VAULT_URL !== undefined;

const botType = z
  .string()
  .regex(/^(UserAssignedMsi|SingleTenant)$/i, "is neither UserAssignedMsi nor SingleTenant")
  .default("UserAssignedMsi");

const stored = z
  .object({ ...everywhere, ...either, BOT_ID: z.string().optional(), BOT_TYPE: botType })
  .refine(hasKeys, keysMissing);

const local = z.object({
  ...everywhere,
  PLAYGROUND_PORT: port(56_150),
  // Set by npm in what it runs, and by nobody else.
  npm_lifecycle_event: z.string().optional(),
});

const production = z
  .object({
    ...everywhere,
    BOT_ID: id("the client id of the bot's identity, from its Azure Bot resource"),
    BOT_TYPE: botType,
    BOT_TENANT_ID: id("the tenant that the bot's identity belongs to"),
    BOT_PASSWORD: z.string().optional(),
    TAB_CLIENT_ID: id("the client id of the Entra app that the tab signs in with"),
    ALLOWED_TENANTS: z
      .string("is missing: the ids of the tenants that are let in, with commas between them")
      .transform((list) => list.split(/[\s,;]+/).filter(Boolean))
      .pipe(z.array(id("tenant ids, with commas between them")).min(1, "names no tenant")),
    PUBLIC_URL: z
      .url({ protocol: /^https$/, error: "is no https address: where Teams reaches this server" })
      .optional(),
    PRIVACY_CONTACT: z.string().max(200, "is longer than 200 letters: a name, a role or an address").optional(),
    APPLICATIONINSIGHTS_CONNECTION_STRING: z
      .string()
      .regex(/\bInstrumentationKey=/i, "is no connection string: copy it from the Application Insights resource")
      .optional(),
    ...elsewhere,
    TEAMS_APP_ID: id(
      "the app's id in Teams: the manifest's, or the catalogue's where the app was published",
    ).optional(),
    ...either,
  })
  .refine(({ BOT_TYPE, BOT_PASSWORD }) => !/^SingleTenant$/i.test(BOT_TYPE) || BOT_PASSWORD !== undefined, {
    path: ["BOT_PASSWORD"],
    error: "is missing: a client secret, which a SingleTenant bot needs and a UserAssignedMsi bot does not",
    when: () => true,
  })
  .refine(hasKeys, keysMissing)
  .superRefine((said, told) => {
    const names = Object.keys(elsewhere) as (keyof typeof elsewhere)[];
    const missing = names.filter((name) => said[name] === undefined);
    for (const name of missing.length === names.length ? [] : missing) {
      told.addIssue({
        code: "custom",
        path: [name],
        message: `is missing: another cloud needs all of ${names.join(", ")}`,
      });
    }
  });

function cloudOf(said: z.output<typeof production>): Config["bot"]["cloud"] {
  const { ENTRA_LOGIN_URL: login, BOT_TOKEN_ISSUER: tokenIssuer, BOT_OPENID_URL: openIdMetadataUrl } = said;
  const { BOT_OAUTH_SCOPE: oAuthScope } = said;
  return login === undefined || !tokenIssuer || !openIdMetadataUrl || !oAuthScope
    ? undefined
    : { tokenIssuer, openIdMetadataUrl, oAuthScope, loginUrl: `${login}/${said.BOT_TENANT_ID}` };
}

function cosmosOf(said: z.output<typeof stored>): Config["cosmos"] {
  const { COSMOS_ENDPOINT: endpoint, COSMOS_DATABASE: database, COSMOS_KEY: key, KEY_VAULT_URL: keyVault } = said;
  if (endpoint === undefined || keyVault === undefined) {
    return undefined;
  }
  const { BOT_ID: identityClientId } = said;
  const isManaged = identityClientId !== undefined && /^UserAssignedMsi$/i.test(said.BOT_TYPE);
  const identity = isManaged ? { identityClientId } : {};
  return { endpoint, database, keyVault, ...identity, ...(key === undefined ? {} : { key }) };
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

/** A setting that is left blank counts as none: that is how portals and `.env` files leave it. */
function read<T>(schema: z.ZodType<T>, env: Env, why: string): T {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const { data, error } = schema.safeParse(set);
  if (data !== undefined) {
    return data;
  }
  const wrong = new Map(error?.issues.map(({ path, message }) => [String(path[0]), message]));
  const lines = [...wrong].map(([name, message]) => `  ${name} ${message}`);
  throw new Misconfigured(
    `Gnista has not started. Mend these settings of its environment:\n${lines.join("\n")}\n${why}`,
  );
}
