import type { Team, TeamStorage } from "./a-team.ts";
import { sharedStorage } from "./cosmos/shared-storage.ts";
import { everythingStored, written } from "./everything.ts";

/** Where a team's documents lie, and all of them: `aTeam({ ...(storage ? { storage } : {}) })`. */
export interface Stores {
  readonly storage?: TeamStorage;
  /** A line a document. */
  documents(team: Team): readonly string[];
  /** All that is stored, as text: on disk with what the disk remembers. */
  text(team: Team): string;
}

async function onDisk(): Promise<Stores> {
  return {
    documents: ({ file }) => everythingStored(file).documents.map(written),
    text: ({ file }) => everythingStored(file).text,
  };
}

async function onCosmos(): Promise<Stores> {
  const storage = await sharedStorage();
  const dump = () => storage.double.dump();
  return { storage, documents: () => dump().split("\n"), text: dump };
}

/** Both stores that Gnista keeps a team in, for `describe.each`. */
export const stores = [
  ["a file on disk", onDisk],
  ["Cosmos DB", onCosmos],
] as const;
