import { openCosmosDouble } from "../../support/cosmos/double.ts";
import { announcePort } from "./announce-port.ts";

/** The double of Cosmos DB in its own process, with the latency of a database in the same region. */
const double = await openCosmosDouble({ latencyMs: Number(process.argv[2] ?? 0) });
announcePort(0, { endpoint: double.endpoint, key: double.key });
