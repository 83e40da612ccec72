import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mintIdempotencyToken } from "#bot/core/idempotency-token.ts";
import { PollDraft } from "#bot/features/polls/contract.ts";
import { askPoll } from "#bot/features/polls/verbs/ask-poll.ts";
import { startGnista } from "#bot/gnista.ts";
import { teamPartition } from "#bot/kernel/settings.ts";
import { openTokenIssuer } from "#bot/local/token-issuer.ts";
import { openLog } from "#bot/log.ts";
import { openEmbedded } from "#bot/storage/embedded.ts";
import { keyFiles } from "#bot/storage/key-files.ts";
import { CHAT, click, idOf, nameOf, TENANT } from "../people.ts";
import { announcePort } from "./announce-port.ts";

/** All of Gnista: the embedded store on a real disk, due work, posts and card updates. Only the log is discarded. */
const folder = mkdtempSync(join(tmpdir(), "gnista-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.on("SIGTERM", () => process.exit(0));

const store = openEmbedded({ file: join(folder, "gnista.sqlite") });
const now = () => new Date();
const gnista = await startGnista({
  store,
  keys: keyFiles(join(folder, "keys")),
  log: openLog({ level: "info", write: () => {} }),
  identity: "unsigned",
  tokens: (await openTokenIssuer({ tenantId: TENANT, now })).rules,
  port: 0,
  host: "127.0.0.1",
  now,
});

// One click gives Gnista the service address of Teams, as the first activity from any chat does.
const serviceUrl = process.argv[2] ?? "";
await fetch(`${gnista.url}/api/messages`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(click(serviceUrl, 0, "people/preferences", {})),
});
const services = gnista.jobContextFor(TENANT, "bench");
const team = await services.store.get(teamPartition(CHAT), "team");
if (!team) {
  throw new Error("the first click made no team");
}
const actor = { id: idOf(0), name: nameOf(0) };
const poll = await askPoll(
  { ...services, now: now(), actor, team: { id: CHAT, conversationId: CHAT }, locale: "sv" },
  PollDraft.parse({ teamId: CHAT, nonce: mintIdempotencyToken(now()), question: "Flytta mötet till 9?" }),
);
announcePort(gnista.port, { pollId: poll.id });
