import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { onTestFinished } from "vitest";
import { localCertificate } from "./tls.ts";

/** One item of telemetry: a metric, a request or a dependency. */
export interface Told {
  readonly type: string;
  readonly data: {
    readonly id?: string;
    readonly name?: string;
    readonly duration?: string;
    readonly success?: boolean;
    readonly properties?: Readonly<Record<string, string>>;
    readonly metrics?: readonly { readonly name: string; readonly value: number; readonly count?: number }[];
  };
  readonly tags: Readonly<Record<string, string>>;
}

/** A stand-in for the ingestion endpoint of Application Insights. */
export async function ingestion() {
  const told: Told[] = [];
  let raw = "";
  const server = createServer(await localCertificate(), async (req, res) => {
    const body = await buffer(req);
    const text = (req.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString();
    raw += `${req.url} ${JSON.stringify(req.headers)}\n${text}\n`;
    const items = /track$/.test(req.url ?? "") ? asList(text) : [];
    for (const { data, tags } of items) {
      told.push({ type: data.baseType, data: data.baseData, tags });
    }
    const answer = { itemsReceived: items.length, itemsAccepted: items.length, errors: [] };
    res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    connectionString: `InstrumentationKey=00000000-0000-4000-8000-00000000000f;IngestionEndpoint=${url};LiveEndpoint=${url}`,
    told,
    /** Everything received on the wire. */
    raw: () => raw,
    figures: () =>
      told.flatMap(({ data }) => (data.metrics ?? []).map((one) => ({ ...one, about: data.properties ?? {} }))),
  };
}

type Sent = {
  readonly data: { readonly baseType: string; readonly baseData: Told["data"] };
  readonly tags: Told["tags"];
};

/** Parses a JSON array, or one JSON value per line. */
function asList(text: string): readonly Sent[] {
  return text.trimStart().startsWith("[")
    ? JSON.parse(text)
    : text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
}
