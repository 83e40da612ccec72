import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fixedCard } from "../fixed-card.ts";
import { announcePort } from "./announce-port.ts";

/** The lower bound: reads and parses the body, and answers with a fixed card. */
const answer = JSON.stringify({ statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: fixedCard });

const server = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on("data", (chunk: Buffer) => chunks.push(chunk));
  req.on("end", () => {
    JSON.parse(Buffer.concat(chunks).toString());
    res.writeHead(200, { "content-type": "application/json" }).end(answer);
  });
});
server.listen(0, "127.0.0.1", () => announcePort((server.address() as AddressInfo).port));
