import { connect } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import type { Chances } from "./random.ts";
import { mutated, oddText, oddValue, toJson } from "./values.ts";

/** A request as it is sent on the wire. */
export interface Request {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** A valid request, the starting point of a broken one. */
export interface Valid {
  /** The entry point's name in failure messages. */
  readonly entryPoint: string;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

const methods = ["GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "PROPFIND", "TRACE"];
const encodings = [
  "%",
  "%zz",
  "%00",
  "%E0%A4%A",
  "%ff",
  "%2e%2e%2f",
  "%c0%af",
  "..",
  "//",
  ";x=1",
  "\\",
  "%0d%0aX: y",
  "?",
  "#",
];
const types = [
  "text/plain",
  "application/xml",
  "",
  "application/json; charset=utf-7",
  "application/json;;",
  "multipart/form-data",
  "APPLICATION/JSON",
  "application/x-www-form-urlencoded",
];
const headerValues = [
  "",
  " ",
  ",",
  "x".repeat(8_000),
  "*",
  '"',
  'W/"',
  "-1",
  "999999999999999999999",
  "bytes=0-,-1",
  "å\u0080",
  "gzip;q=0.5,x",
];
const headerNames = [
  "accept-language",
  "if-none-match",
  "last-event-id",
  "range",
  "accept-encoding",
  "x-forwarded-for",
  "content-encoding",
  "expect",
  "if-modified-since",
  "cookie",
  "authorization",
  "accept",
  "host",
  "origin",
  "x-http-method-override",
];

/** Breaks a valid request in a random way. */
export function hostile(valid: Valid, by: Chances): Request {
  const headers = { ...valid.headers, ...(valid.json === undefined ? {} : { "content-type": "application/json" }) };
  const broken = {
    method: by.once(25) ? by.oneOf(methods) : valid.method,
    target: target(valid, by),
    headers: { ...headers } as Record<string, string>,
    body: valid.json === undefined ? Buffer.alloc(0) : bodyOf(valid.json, by),
  };
  if (by.once(15)) {
    broken.headers["content-type"] = by.oneOf(types);
  }
  if (by.once(12)) {
    broken.headers[by.oneOf(headerNames)] = by.oneOf(headerValues);
  }
  if (by.once(30)) {
    const [encoding, packed] = by.oneOf([
      ["gzip", gzipSync(broken.body)],
      ["deflate", deflateSync(broken.body)],
      ["br", brotliCompressSync(broken.body)],
      ["gzip", broken.body],
      ["gzip", gzipSync("[".repeat(5_000_000))],
      ["x-nothing", broken.body],
    ] as const);
    broken.headers["content-encoding"] = encoding;
    broken.body = packed;
  }
  const length = by.once(60) ? by.oneOf(["-1", "1e3", "", "0", "99999999999999999999"]) : String(broken.body.length);
  const list = Object.entries(broken.headers).map(([name, value]) => [name, value] as const);
  return { ...broken, headers: [...list, ["content-length", length]] };
}

function target({ path, query = {} }: Valid, by: Chances): string {
  const parts = path.split("/");
  const at = 1 + by.below(Math.max(1, parts.length - 1));
  const isBroken = by.once(8);
  const broken = parts.map((part, nth) => (isBroken && nth === at ? brokenPart(part, by) : part)).join("/");
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  if (by.once(6)) {
    const name = by.oneOf([...Object.keys(query), "q", "next", "lang", "meeting", "__proto__", "channel", "part"]);
    const value = by.once(2) ? by.oneOf(encodings) : encodeURIComponent(oddText(by).toWellFormed().slice(0, 3_000));
    pairs.push(
      by.oneOf([
        `${name}=${value}`,
        `${name}=a&${name}=${value}`,
        `${name}[]=${value}`,
        `${name}[a][b]=${value}`,
        `${name}`,
        "=&&=&",
      ]),
    );
  }
  return (pairs.length > 0 ? `${broken}?${pairs.join("&")}` : broken)
    .replace(/\s/gu, "%20")
    .replaceAll("\u0000", "%00");
}

const brokenPart = (part: string, by: Chances): string =>
  by.oneOf([
    by.oneOf(encodings),
    part + by.oneOf(encodings),
    encodeURIComponent(oddText(by).toWellFormed().slice(0, 2_000)),
    "",
  ]);

function bodyOf(json: unknown, by: Chances): Buffer {
  const text = toJson(by.once(20) ? json : mutated(json, by));
  switch (by.below(40)) {
    case 0:
      return Buffer.from(text.slice(0, by.below(text.length)));
    case 1:
      return Buffer.from(`\ufeff${text}`);
    case 2:
      return Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from("}")]);
    case 3:
      return Buffer.from(toJson(oddValue(by)));
    case 4:
      return Buffer.from(text, "utf16le");
    case 5:
      return Buffer.from(`${text}${text}`);
    default:
      return Buffer.from(text);
  }
}

/** The response's status, or "no answer" with the reason as body. */
export interface Outcome {
  readonly status: number | "no answer";
  readonly body: string;
}

const PATIENCE_MS = 15_000;

/**
 * Sends the request unchanged over its own connection, and reads until the response ends or turns out to be a stream.
 */
export async function send(port: number, { method, target, headers, body }: Request): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const socket = connect(port, "127.0.0.1");
  let heard = "";
  const end = () => {
    const status = /^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1];
    resolve({ status: status === undefined ? "no answer" : Number(status), body: heard });
    socket.destroy();
  };
  socket.setTimeout(PATIENCE_MS, end);
  socket.on("data", (chunk) => {
    heard += String(chunk);
    if (/^content-type: text\/event-stream/im.test(heard)) {
      end();
    }
  });
  socket.on("error", end);
  socket.on("close", end);
  const lines = [["host", "gnista.example"], ["connection", "close"], ...headers].map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  socket.write(Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n`, "latin1"), body]));
  return promise;
}
