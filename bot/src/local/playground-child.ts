/*
 * Loaded into the Playground's process before the Playground itself, which listens on all of the machine's networks and
 * does not know its parent process. With this, only this machine can connect and act as somebody in the team, and the
 * Playground ends when Gnista ends in any way: an orphan would keep the port.
 */
import { Server } from "node:net";

const listen = Server.prototype.listen;

Server.prototype.listen = function (this: Server, ...args: unknown[]) {
  const [port, then] = args;
  const isByNumber = typeof port === "number" && (then === undefined || typeof then === "function");
  return Reflect.apply(listen, this, isByNumber ? [port, "127.0.0.1", then] : args);
} as typeof listen;

process.on("disconnect", () => process.exit());
