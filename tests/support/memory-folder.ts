import { accessSync, constants, statfsSync } from "node:fs";

/**
 * A folder that lies in memory, if this machine has one with room for the tests' files. Every write of the embedded store
 * waits for the disk (`synchronous=FULL`), which was most of what a test with a team took. What a killed process had
 * written stays here as it does on a disk; no test cuts the power.
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
