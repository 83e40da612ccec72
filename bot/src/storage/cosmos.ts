import { type DocumentStore, type Item, type Page, type Range, Unavailable } from "../core/document-store.ts";
import type { Log } from "../core/log.ts";
import { freeze } from "./batches.ts";
import { CosmosRefusal, READ_SESSION_NOT_AVAILABLE } from "./cosmos/cosmos-refusal.ts";
import { itemOf, type StoredDocument } from "./cosmos/documents.ts";
import { meter } from "./cosmos/meter.ts";
import { type CosmosAddress, openContainer } from "./cosmos/open-container.ts";
import { pages } from "./cosmos/pages.ts";
import { retryFor } from "./cosmos/retry.ts";
import { writeOnce } from "./cosmos/write-once.ts";
import { validateId, validateWrite } from "./validate-write.ts";

export interface CosmosParts extends CosmosAddress {
  readonly log: Log;
  /** How long a call is retried before it fails. */
  readonly retryForMs?: number;
}

/** Teams waits some 15 s for the answer to a click: an error is better than a longer wait. */
const PATIENCE_MS = 8_000;

/**
 * A document store in Azure Cosmos DB, for any number of processes. A write is repeated after a lost answer and
 * recognised if it was already applied, so it never counts twice. The newest writes of other processes may be missing
 * for a moment (session consistency); a write that is based on old data conflicts.
 *
 * @throws Error in plain words that says what is missing: address, key, role, database or container
 */
export async function openCosmos(parts: CosmosParts): Promise<DocumentStore> {
  const { retryForMs: patienceMs = PATIENCE_MS } = parts;
  const { container, close } = await openContainer(parts);
  const metered = meter(parts.log);
  const page = pages(container, (run) => retryFor(patienceMs, () => metered("range", run)));
  let isOpen = true;

  function mustBeOpen(): void {
    if (!isOpen) {
      throw new Unavailable("the store is closed");
    }
  }

  async function find(pk: string, id: string): Promise<StoredDocument | undefined> {
    const { resource } = await retryFor(patienceMs, () =>
      metered("get", async () => {
        const answer = await container.item(id, pk).read<StoredDocument>();
        if (answer.substatus === READ_SESSION_NOT_AVAILABLE) {
          throw new CosmosRefusal({ status: answer.statusCode, substatus: answer.substatus });
        }
        return answer;
      }),
    );
    return resource;
  }

  return {
    async get<T>(pk: string, id: string) {
      mustBeOpen();
      validateId(pk);
      validateId(id);
      const found = await find(pk, id);
      return found && (itemOf(found) as Item<T>);
    },

    async write(pk, ops) {
      mustBeOpen();
      validateWrite(pk, ops);
      const frozen = ops.map(freeze);
      return frozen.length === 0 ? [] : writeOnce({ container, metered, retryForMs: patienceMs, find }, pk, frozen);
    },

    async range<T>(pk: string, bounds: Range = {}) {
      mustBeOpen();
      validateId(pk);
      return (await page(pk, bounds)) as Page<T>;
    },

    /** No reader can reach deleted documents in Cosmos DB; its backups are the administrator's (infra/README.md). */
    async purge() {
      mustBeOpen();
    },

    async close() {
      isOpen = false;
      close();
    },
  };
}
