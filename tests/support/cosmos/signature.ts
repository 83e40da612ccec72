import { createHmac, timingSafeEqual } from "node:crypto";
import { CosmosRefusal } from "./reply.ts";

const A_QUARTER_MS = 15 * 60_000;

export interface Signed {
  readonly method: string;
  /** URL-decoded, without the leading slash. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Authorises a request as the REST API describes it ("Access control on Cosmos DB resources"): by the master key's
 * signature over verb, resource and date, or by an Entra ID token. A token gives access to items and metadata, and may
 * create no database or container.
 */
export function checkSignature(request: Signed, key: string, tokens: ReadonlySet<string>): "key" | "token" {
  const parameters = new URLSearchParams(
    decodeURIComponent(String(request.headers.authorization ?? "")).replaceAll("+", "%2B"),
  );
  if (parameters.get("type") === "aad" && tokens.has(parameters.get("sig") ?? "")) {
    return "token";
  }
  const date = String(request.headers["x-ms-date"] ?? "");
  if (parameters.get("type") !== "master" || parameters.get("ver") !== "1.0") {
    throw new CosmosRefusal(401, "The authorization token is not valid.");
  }
  if (!(Math.abs(Date.parse(date) - Date.now()) < A_QUARTER_MS)) {
    throw new CosmosRefusal(401, "The authorization token is not valid at the current time.");
  }
  const { type, link } = resourceOf(request.path);
  const text = `${request.method.toLowerCase()}\n${type}\n${link}\n${date.toLowerCase()}\n\n`;
  const expected = createHmac("sha256", Buffer.from(key, "base64")).update(text).digest();
  const given = Buffer.from(parameters.get("sig") ?? "", "base64");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new CosmosRefusal(401, "The input authorization token can't serve the request. The wrong key is being used.");
  }
  return "key";
}

/** The resource of `dbs/x/colls/y` is itself; that of `dbs/x/colls` is `dbs/x`. */
function resourceOf(path: string): { readonly type: string; readonly link: string } {
  const parts = path === "" ? [] : path.split("/");
  return parts.length % 2 === 0
    ? { type: parts.at(-2) ?? "", link: path }
    : { type: parts.at(-1) ?? "", link: parts.slice(0, -1).join("/") };
}
