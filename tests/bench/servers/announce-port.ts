/** Sends the port of a benchmark server to its parent process, and its memory use on request. */
export function announcePort(port: number, more: object = {}): void {
  process.on("message", (message) => {
    if (message === "memory") {
      process.send?.({ rss: process.memoryUsage().rss });
    }
  });
  process.send?.({ port, ...more });
}
