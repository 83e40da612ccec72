import { join } from "node:path";
import { startGnista } from "../../../bot/src/gnista.ts";
import { hostRoutes } from "../../../bot/src/local/host-routes.ts";
import { openTokenIssuer } from "../../../bot/src/local/token-issuer.ts";
import { openLog } from "../../../bot/src/log.ts";
import { openCosmos } from "../../../bot/src/storage/cosmos.ts";
import { keyFiles } from "../../../bot/src/storage/key-files.ts";
import { CHAT, idOf, nameOf, TENANT } from "../people.ts";
import { announcePort } from "./announce-port.ts";

/** One of two servers on one database, with tokens for as many people as a large meeting has. */
const [folder = "", address = "{}", people = "0"] = process.argv.slice(2);
const log = openLog({ level: "silent" });
const now = () => new Date();
const issuer = await openTokenIssuer({ tenantId: TENANT, now });
const personas = Array.from({ length: Number(people) }, (_, n) => ({ id: idOf(n), name: nameOf(n) }));

const gnista = await startGnista({
  store: await openCosmos({ ...JSON.parse(address), database: "gnista", log }),
  keys: keyFiles(join(folder, "keys")),
  isShared: true,
  log,
  identity: "unsigned",
  tokens: issuer.rules,
  port: 0,
  host: "127.0.0.1",
  runsByItself: false,
  pages(app) {
    const team = { id: CHAT, name: "Bench", conversationId: CHAT, channelName: "" };
    app.use(hostRoutes(() => ({ tenantId: TENANT, team, personas }), issuer));
  },
  limits: { perPerson: 1_000_000, unverifiedPerAddress: 1_000_000 },
  now,
});
announcePort(gnista.port);
