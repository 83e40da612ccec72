import { z } from "zod";

/* The environment's settings by name, with an error message for each for the person who starts Gnista. */

const port = (fallback: number) =>
  z.coerce.number("is not a port: a whole number from 0 to 65535").int().min(0).max(65_535).default(fallback);

/** Tokens hold Entra ids in lower case; the portal shows either case. */
const id = (what: string) =>
  z
    .string(`is missing: ${what}`)
    .regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, `is not an id like 00000000-0000-…: ${what}`)
    .toLowerCase();

/** A stand-in on this machine may use http. */
const address = (what: string) =>
  z
    .url({ protocol: /^https?$/, error: `is missing or no https address: ${what}` })
    .refine((url) => /^https:|^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(url), `is not an https address: ${what}`);

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
    .regex(/^[^/\\?#]{1,255}$/, "is not the name of a database")
    .default("gnista"),
  KEY_VAULT_URL: address("the address of the key vault for the keys of anonymous questions"),
};

/** A national cloud has other sign-in addresses and another token issuer: all four are set, or none. */
const elsewhere = {
  ENTRA_LOGIN_URL: address("where people and servers sign in").transform(withoutSlash).optional(),
  BOT_TOKEN_ISSUER: z.string().optional(),
  BOT_OPENID_URL: address("the OpenID metadata of the service that signs requests to the bot").optional(),
  BOT_OAUTH_SCOPE: z.string().optional(),
};

export const copySettings = z.object({ ...everywhere, ...shared });

const either = {
  ...shared,
  COSMOS_ENDPOINT: shared.COSMOS_ENDPOINT.optional(),
  KEY_VAULT_URL: shared.KEY_VAULT_URL.optional(),
};

/** Keys must not stay in a folder when the documents are in a database. */
const keysMissing = {
  path: ["KEY_VAULT_URL"],
  error: "is missing: with COSMOS_ENDPOINT, the keys of anonymous questions are in Azure Key Vault",
  // Without this, the check runs only after all other settings are valid, and would report one more error then.
  when: () => true,
};
const hasKeys = (settings: {
  readonly COSMOS_ENDPOINT?: string | undefined;
  readonly KEY_VAULT_URL?: string | undefined;
}) => settings.COSMOS_ENDPOINT === undefined || settings.KEY_VAULT_URL !== undefined;

const botType = z
  .string()
  .regex(/^(UserAssignedMsi|SingleTenant)$/i, "is neither UserAssignedMsi nor SingleTenant")
  .default("UserAssignedMsi");

export const storedSettings = z
  .object({ ...everywhere, ...either, BOT_ID: z.string().optional(), BOT_TYPE: botType })
  .refine(hasKeys, keysMissing);

export const localSettings = z.object({
  ...everywhere,
  PLAYGROUND_PORT: port(56_150),
  // npm sets it for the scripts that it runs.
  npm_lifecycle_event: z.string().optional(),
});

/** RFC 9116 wants a URI. A mail address alone is what people paste. */
const securityContact = z
  .string()
  .transform((text) => (/^[^\s@:]+@[^\s@:]+$/.test(text) ? `mailto:${text}` : text))
  .pipe(
    z
      .string()
      .regex(
        /^(?:https:\/\/[^\s/]+\S*|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d().-]+)$/,
        "is neither a mail address nor an https:, mailto: or tel: address",
      ),
  );

export const productionSettings = z
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
      .url({ protocol: /^https$/, error: "is not an https address: where Teams reaches this server" })
      .optional(),
    PRIVACY_CONTACT: z.string().max(200, "is longer than 200 letters: a name, a role or an address").optional(),
    SECURITY_CONTACT: securityContact.optional(),
    APPLICATIONINSIGHTS_CONNECTION_STRING: z
      .string()
      .regex(/\bInstrumentationKey=/i, "is not a connection string: copy it from the Application Insights resource")
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
  .superRefine((settings, told) => {
    const names = Object.keys(elsewhere) as (keyof typeof elsewhere)[];
    const missing = names.filter((name) => settings[name] === undefined);
    for (const name of missing.length === names.length ? [] : missing) {
      told.addIssue({
        code: "custom",
        path: [name],
        message: `is missing: another cloud needs all of ${names.join(", ")}`,
      });
    }
  });
