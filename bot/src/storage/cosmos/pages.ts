import type { Container, FeedResponse, SqlQuerySpec } from "@azure/cosmos";
import { MAX_PAGE, type Page, type Range } from "../../core/document-store.ts";
import { itemOf, type StoredDocument } from "./documents.ts";

type RunQuery = (run: () => Promise<FeedResponse<StoredDocument>>) => Promise<FeedResponse<StoredDocument>>;

/** Reads ranges of ids within a partition; `id` is always indexed. */
export function pages(container: Container, runQuery: RunQuery): (pk: string, bounds: Range) => Promise<Page> {
  return async (pk, bounds) => {
    const { limit = MAX_PAGE } = bounds;
    if (!(Number.isInteger(limit) && limit > 0)) {
      throw new TypeError("a page's limit is a whole number, one or more");
    }
    const pageSize = Math.min(limit, MAX_PAGE);
    const found = await readUpTo(container, runQuery, pk, query(bounds), pageSize + 1);
    const items = found.slice(0, pageSize).map(itemOf);
    const last = items.at(-1);
    return found.length > pageSize && last ? { items, next: last.id } : { items };
  };
}

/** A page of Cosmos DB may hold fewer items than requested, or none, without being the last. */
async function readUpTo(
  container: Container,
  runQuery: RunQuery,
  pk: string,
  spec: SqlQuerySpec,
  count: number,
): Promise<readonly StoredDocument[]> {
  const found: StoredDocument[] = [];
  let continuationToken: string | undefined;
  do {
    const options = { partitionKey: pk, maxItemCount: count - found.length };
    const next = continuationToken === undefined ? options : { ...options, continuationToken };
    // A new iterator for each page, because a failed one cannot be used again.
    const response = await runQuery(() => container.items.query<StoredDocument>(spec, next).fetchNext());
    found.push(...(response.resources ?? []));
    continuationToken = response.continuationToken || undefined;
  } while (continuationToken !== undefined && found.length < count);
  return found;
}

function query({ from = "", to = PAST_ALL, after, reverse = false }: Range): SqlQuerySpec {
  const isContinuation = !reverse && after !== undefined && after >= from;
  const upper = reverse && after !== undefined && after < to ? after : to;
  return {
    query: `SELECT c.id, c.pk, c.d, c.w, c._etag FROM c WHERE c.id ${isContinuation ? ">" : ">="} @from AND c.id < @to ORDER BY c.id ${
      reverse ? "DESC" : "ASC"
    }`,
    parameters: [
      { name: "@from", value: isContinuation ? after : from },
      { name: "@to", value: upper },
    ],
  };
}

/** DEL sorts after every character that an id may contain. */
const PAST_ALL = "\u007f";
