/*
 * Loaded into the Playground's process before the Playground itself, which listens on every network of the machine and
 * knows nothing of the process that started it. Here nobody but this machine can talk as somebody in the team, and the
 * Playground ends with Gnista, however that ended: an orphan would keep the port.
 */
import { Server } from "node:net";

const listen = Server.prototype.listen;

Server.prototype.listen = function (this: Server, ...args: unknown[]) {
  const [port, then] = args;
  const isByNumber = typeof port === "number" && (then === undefined || typeof then === "function");
  return Reflect.apply(listen, this, isByNumber ? [port, "127.0.0.1", then] : args);
} as typeof listen;

process.on("disconnect", () => process.exit());
