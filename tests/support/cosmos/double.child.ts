/**
 * Runs the double in its own process, for several servers to share. Prints its endpoint and key as one line of JSON.
 */
import { openCosmosDouble } from "./double.ts";

const options = JSON.parse(process.argv[2] ?? "{}");
const { endpoint, key } = await openCosmosDouble(options);
process.stdout.write(`${JSON.stringify({ endpoint, key })}\n`);
process.on("disconnect", () => process.exit());
