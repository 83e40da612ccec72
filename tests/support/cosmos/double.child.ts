/** The double as a process of its own, for several servers to share. Says its address and key in one line of JSON. */
import { openCosmosDouble } from "./double.ts";

const options = JSON.parse(process.argv[2] ?? "{}");
const { endpoint, key } = await openCosmosDouble(options);
process.stdout.write(`${JSON.stringify({ endpoint, key })}\n`);
process.on("disconnect", () => process.exit());
