import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { freePorts } from "#bot/local/ports.ts";

const gnista = (port: number) => ({ port, setting: "PORT", program: "Gnista" }) as const;
const playground = (port: number) => ({ port, setting: "PLAYGROUND_PORT", program: "the Agents Playground" }) as const;

/** A port on which another program listens until the test ends. */
async function aTakenPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

it("freePorts finds a free port for each request of port 0, on which a server can then listen", async () => {
  const ports = await freePorts([gnista(0), playground(0)]);

  expect(new Set(ports).size).toBe(2);
  for (const port of ports) {
    const server = createServer().listen(port, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
  }
});

it("freePorts refuses with the port that is in use and the setting to change, and does not name the free one", async () => {
  const taken = await aTakenPort();
  const [free = 0] = await freePorts([gnista(0)]);

  const refusal: unknown = await freePorts([gnista(free), playground(taken)]).catch((error: unknown) => error);

  expect(String(refusal)).toContain(`Port ${taken} is taken, so the Agents Playground cannot use it.`);
  expect(String(refusal)).toContain(`PLAYGROUND_PORT=${taken + 1} npm start`);
  expect(String(refusal)).not.toContain(`Port ${free} `);
});
