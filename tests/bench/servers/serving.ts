/** How a server of the benchmark tells its parent where it is and how much memory it holds. */
export function serving(port: number, more: object = {}): void {
  process.on("message", (asked) => {
    if (asked === "memory") {
      process.send?.({ rss: process.memoryUsage().rss });
    }
  });
  process.send?.({ port, ...more });
}
