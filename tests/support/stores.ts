import type { Team, TeamStorage } from "./a-team.ts";
import { sharedStorage } from "./cosmos/shared-storage.ts";
import { everythingStored, lineOf, type StoredDocument } from "./everything.ts";

/** The storage of a team, and a view of all its documents: `aTeam({ ...(storage ? { storage } : {}) })`. */
export interface Stores {
  readonly storage?: TeamStorage;
  /** One line per document. */
  documents(team: Team): readonly string[];
  /** The documents by partition and id. */
  items(team: Team): readonly StoredDocument[];
  /** Everything stored, as text; for a file also the deleted data that is still on disk. */
  text(team: Team): string;
}

async function onDisk(): Promise<Stores> {
  return {
    documents: ({ file }) => everythingStored(file).documents.map(lineOf),
    items: ({ file }) => everythingStored(file).documents,
    text: ({ file }) => everythingStored(file).text,
  };
}

async function onCosmos(): Promise<Stores> {
  const storage = await sharedStorage();
  const dump = () => storage.double.dump();
  const items = () =>
    dump()
      .split("\n")
      .flatMap((line) => /^\d+ (\{.*\})$/.exec(line)?.[1] ?? [])
      .map((json) => JSON.parse(json))
      .map(({ pk, id, d }) => ({ pk: String(pk), id: String(id), data: JSON.stringify(d ?? {}) }));
  return { storage, documents: () => dump().split("\n"), items, text: dump };
}

/** Both kinds of store that Gnista supports, for `describe.each`. */
export const stores = [
  ["a file on disk", onDisk],
  ["Cosmos DB", onCosmos],
] as const;
