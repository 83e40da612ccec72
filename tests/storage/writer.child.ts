/** A process that writes until it is killed, and prints the id of each acknowledged write. */
import { openEmbedded } from "../../bot/src/storage/embedded.ts";

const [file = "", round = ""] = process.argv.slice(2);
const store = openEmbedded({ file });
await store.write("p", [{ kind: "put", id: `count|${round}`, data: { n: 0 } }]);
process.stdout.write("open\n");

let next = 0;
async function writer(): Promise<void> {
  for (;;) {
    const id = `e|${round}|${next++}`;
    await store.write("p", [
      { kind: "create", id, data: { text: "x".repeat(300) } },
      { kind: "incr", id: `count|${round}`, by: { n: 1 } },
    ]);
    process.stdout.write(`${id}\n`);
  }
}
await Promise.all(Array.from({ length: 16 }, writer));
