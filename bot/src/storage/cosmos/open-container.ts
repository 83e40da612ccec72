import type { Container, ContainerDefinition, CosmosClient } from "@azure/cosmos";
import type { TokenCredential } from "@azure/identity";
import { openCredential } from "../credential.ts";
import { CosmosRefusal, toCosmosRefusal } from "./cosmos-refusal.ts";
import { singleAttempt } from "./single-attempt.ts";

export interface CosmosAddress {
  readonly endpoint: string;
  readonly database: string;
  /** Undefined when this process's identity has access through a role. */
  readonly key?: string;
  /** Selects that identity when the machine has several managed identities. */
  readonly identityClientId?: string;
  /** Replaces the machine's own identity. */
  readonly credential?: TokenCredential;
  /** The time-out of one attempt. */
  readonly answerMs?: number;
}

const CONTAINER = "app";

/**
 * Only the partition key is indexed, besides `id` and `_ts`, which always are: every further index costs on each write.
 */
const definition: ContainerDefinition = {
  id: CONTAINER,
  partitionKey: { paths: ["/pk"] },
  defaultTtl: -1,
  indexingPolicy: {
    indexingMode: "consistent",
    automatic: true,
    includedPaths: [{ path: "/pk/?" }],
    excludedPaths: [{ path: "/*" }],
  },
};

export interface OpenContainer {
  readonly container: Container;
  close(): void;
}

/**
 * Opens the container, and creates it if this process may.
 *
 * @throws Error in plain words for the person who starts Gnista
 */
export async function openContainer(address: CosmosAddress): Promise<OpenContainer> {
  const client = await connect(address);
  try {
    const container = client.database(address.database).container(CONTAINER);
    if (!(await containerExists(container))) {
      await make(client, address.database);
    }
    await requireWritable(container);
    return { container, close: () => client.dispose() };
  } catch (error) {
    client.dispose();
    throw error instanceof CosmosRefusal ? new Error(describeRefusal(error, address), { cause: error }) : error;
  }
}

/** The SDK takes a third of a second and 36 MB, so it is loaded only for Cosmos DB. */
async function connect({
  endpoint,
  key,
  identityClientId,
  credential,
  answerMs = 5_000,
}: CosmosAddress): Promise<CosmosClient> {
  const { CosmosClient } = await import("@azure/cosmos");
  const common = {
    endpoint,
    consistencyLevel: "Session",
    userAgentSuffix: "gnista",
    httpClient: await singleAttempt(),
    // Gnista retries by itself (retry.ts, single-attempt.ts).
    connectionPolicy: { requestTimeout: answerMs, retryOptions: { maxRetryAttemptCount: 0 } },
  } as const;
  if (key !== undefined) {
    return new CosmosClient({ ...common, key });
  }
  return new CosmosClient({ ...common, aadCredentials: credential ?? (await openCredential(identityClientId)) });
}

async function containerExists(container: Container): Promise<boolean> {
  try {
    const { resource } = await container.read().catch(toCosmosRefusal);
    validateContainer(resource);
    return true;
  } catch (error) {
    if (error instanceof CosmosRefusal && error.status === 404) {
      return false;
    }
    throw error;
  }
}

/**
 * Checks the partition key, which cannot be changed later, and the default time to live, without which documents never
 * expire.
 */
function validateContainer(found: ContainerDefinition | undefined): void {
  if (found?.partitionKey?.paths?.join() !== "/pk") {
    throw new Error(
      `The container "${CONTAINER}" has another partition key than /pk. Give Gnista a database of its own.`,
    );
  }
  if (found.defaultTtl !== -1) {
    throw new Error(
      `The container "${CONTAINER}" never lets its documents expire. Set its time to live to "On (no default)", that is -1.`,
    );
  }
}

async function make(client: CosmosClient, name: string): Promise<void> {
  await client.databases.createIfNotExists({ id: name }).catch(toCosmosRefusal).catch(ignoreExisting);
  const { containers } = client.database(name);
  await containers.createIfNotExists(definition).catch(toCosmosRefusal).catch(ignoreExisting);
  validateContainer((await client.database(name).container(CONTAINER).read().catch(toCosmosRefusal)).resource);
}

/**
 * Another instance that started at the same moment created it first: the SDK's read and create are separate requests.
 */
function ignoreExisting(error: unknown): void {
  if (!(error instanceof CosmosRefusal) || error.status !== 409) {
    throw error;
  }
}

/** Makes a read-only key or a missing role fail at the start, and not at the first click. */
async function requireWritable(container: Container): Promise<void> {
  await container.items.upsert({ id: "probe", pk: "start", ttl: 60 }).catch(toCosmosRefusal);
}

function describeRefusal({ status }: CosmosRefusal, { endpoint, database, key }: CosmosAddress): string {
  const where = `Cosmos DB at ${endpoint}`;
  if (status === 0) {
    return `${where} does not answer. Check COSMOS_ENDPOINT, and that its network lets this server in.`;
  }
  if (status === 401) {
    const subject = key === undefined ? "this server's identity. Check its role there" : "the key. Check COSMOS_KEY";
    return `${where} does not take ${subject}, and this machine's clock.`;
  }
  if (status === 403 && key === undefined) {
    return (
      `${where} does not let this server's identity in, or has no container "${CONTAINER}" in a database "${database}", ` +
      'which that identity may not make. Give it the role "Cosmos DB Built-in Data Contributor", and make database and ' +
      "container as infra/ does (partition key /pk, time to live -1)."
    );
  }
  if (status === 403) {
    return `${where} refuses to write. COSMOS_KEY must be a read-write key, and the network must let this server in.`;
  }
  return `${where} could not be opened: it answered ${status}.`;
}
