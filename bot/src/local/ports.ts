import { once } from "node:events";
import { createServer } from "node:net";

/** A requested port, and the setting that changes it. */
export interface PortRequest {
  readonly port: number;
  readonly setting: "PORT" | "PLAYGROUND_PORT";
  readonly program: string;
}

/**
 * Returns the requested ports if all of them are free; 0 requests any free port.
 *
 * @throws Error that names all ports in use at once, and the settings to change
 */
export async function freePorts(wanted: readonly PortRequest[]): Promise<readonly number[]> {
  const found = await Promise.all(wanted.map(async (one) => ({ ...one, free: await probe(one.port) })));
  const inUse = found.filter(({ free }) => free === undefined);
  if (inUse.length > 0) {
    throw new Error(inUse.map(inUseMessage).join("\n"));
  }
  return found.map(({ free = 0 }) => free);
}

const inUseMessage = ({ port, setting, program }: PortRequest) =>
  `Port ${port} is taken, so ${program} cannot use it. ` +
  `Stop what uses it, or choose another port with ${setting}: ${setting}=${port + 1} npm start`;

/** Binds and releases the port. Undefined when another program uses it. */
async function probe(port: number): Promise<number | undefined> {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    return typeof address === "object" ? address?.port : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") {
      throw error;
    }
    return undefined;
  } finally {
    server.close();
  }
}
