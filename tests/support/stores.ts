import type { Team, TeamStorage } from "./a-team.ts";
import { sharedStorage } from "./cosmos/shared-storage.ts";
import { everythingStored, written } from "./everything.ts";

/** The storage of a team, and a view of all its documents: `aTeam({ ...(storage ? { storage } : {}) })`. */
export interface Stores {
  readonly storage?: TeamStorage;
  /** One line per document. */
  documents(team: Team): readonly string[];
  /** Everything stored, as text; for a file also the deleted data that is still on disk. */
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

/** Both kinds of store that Gnista supports, for `describe.each`. */
export const stores = [
  ["a file on disk", onDisk],
  ["Cosmos DB", onCosmos],
] as const;
