import { once } from "node:events";
import { createServer } from "node:net";

/** A port that is wanted, and the setting that chooses another. */
export interface PortRequest {
  readonly port: number;
  readonly setting: "PORT" | "PLAYGROUND_PORT";
  readonly what: string;
}

/**
 * The wanted ports, when all of them are free; for 0 one that is.
 *
 * @throws Error that names every taken one at once, and the setting to change
 */
export async function freePorts(wanted: readonly PortRequest[]): Promise<readonly number[]> {
  const found = await Promise.all(wanted.map(async (one) => ({ ...one, free: await tried(one.port) })));
  const taken = found.filter(({ free }) => free === undefined);
  if (taken.length > 0) {
    throw new Error(taken.map(said).join("\n"));
  }
  return found.map(({ free = 0 }) => free);
}

const said = ({ port, setting, what }: PortRequest) =>
  `Port ${port} is taken, so ${what} cannot use it. ` +
  `Stop what uses it, or choose another port with ${setting}: ${setting}=${port + 1} npm start`;

/** The port that was free a moment ago, undefined where another program has it. */
async function tried(port: number): Promise<number | undefined> {
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
