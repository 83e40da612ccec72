import { accessSync, constants, statfsSync } from "node:fs";

/**
 * A folder in memory, if this machine has one with enough room for the tests' files. Every write of the embedded store
 * waits for the disk (`synchronous=FULL`), which took most of the time of a test with a team. Data that a killed
 * process wrote is kept here as on a disk; no test simulates a power failure.
 */
export function memoryFolder(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(SHARED_MEMORY);
    accessSync(SHARED_MEMORY, constants.W_OK);
    return bavail * bsize >= ROOM_BYTES ? SHARED_MEMORY : undefined;
  } catch {
    return undefined;
  }
}

const SHARED_MEMORY = "/dev/shm";
const ROOM_BYTES = 2 * 1024 ** 3;
