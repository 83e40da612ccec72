import { join } from "node:path";
import type { DocumentStore } from "../core/document-store.ts";
import { openEmbedded } from "./embedded.ts";

export interface StoreConfig {
  readonly dataFolder: string;
  readonly now?: () => Date;
}

/** Opens the store that the configuration asks for. A promise, because a distant database is opened by asking it. */
export async function openStore({ dataFolder, now }: StoreConfig): Promise<DocumentStore> {
  return openEmbedded({ file: join(dataFolder, "gnista.sqlite"), ...(now ? { now } : {}) });
}
