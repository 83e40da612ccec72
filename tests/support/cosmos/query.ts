import { charges } from "./charges.ts";
import { type Items, isMap } from "./items.ts";
import { CosmosRefusal, type Reply, Unsupported } from "./reply.ts";

export interface CosmosQuery {
  readonly pk: string;
  readonly body: unknown;
  readonly mostItems: number;
  readonly continuation: string | undefined;
  readonly atLsn: number;
}

interface Parsed {
  readonly fields: readonly string[];
  readonly isAfter: boolean;
  readonly from: string;
  readonly to: string;
  readonly isReverse: boolean;
}

/** The only allowed query. Ids are always indexed, and no other field is: any other query would be a scan. */
const FORM =
  /^SELECT ((?:c\.\w+(?:, )?)+|\*) FROM c WHERE c\.id (>=?) @(\w+) AND c\.id < @(\w+) ORDER BY c\.id (ASC|DESC)$/;

/** Cosmos DB may end a page at any length; short pages make sure that readers handle this. */
const MAX_PAGE_LENGTH = 40;

export function runQuery(items: Items, asked: CosmosQuery): Reply {
  const { fields, isAfter, from, to, isReverse } = parsed(asked.body);
  const found = items.between(asked.pk, from, to, asked.atLsn).filter(({ doc }) => !isAfter || doc.id !== from);
  const ordered = isReverse ? found.toReversed() : found;
  const start = asked.continuation === undefined ? 0 : placeAfter(ordered, asked.continuation, isReverse);
  const size = Math.min(asked.mostItems, MAX_PAGE_LENGTH);
  const page = ordered.slice(start, start + size);
  const last = page.at(-1);
  const hasMore = last !== undefined && start + size < ordered.length;
  const documents = page.map(({ doc }) =>
    fields.length === 0 ? doc : Object.fromEntries(fields.flatMap((name) => (name in doc ? [[name, doc[name]]] : []))),
  );
  const bytes = page.reduce((sum, one) => sum + one.bytes, 0);
  return {
    status: 200,
    body: { _rid: "app=", Documents: documents, _count: documents.length },
    headers: hasMore ? { "x-ms-continuation": JSON.stringify({ last: last.doc.id }) } : {},
    charge: charges.query(page.length, bytes),
  };
}

function parsed(body: unknown): Parsed {
  const sql = isMap(body) ? String(body.query) : "";
  const [, fields = "", comparison, first = "", second = "", order] = FORM.exec(sql) ?? [];
  if (fields === "") {
    throw new Unsupported(`the query ${sql}`);
  }
  const parameters = isMap(body) && Array.isArray(body.parameters) ? body.parameters : [];
  const value = (name: string) => {
    const found = parameters.find((one) => isMap(one) && one.name === `@${name}`);
    if (!isMap(found) || typeof found.value !== "string") {
      throw new CosmosRefusal(400, `The parameter @${name} is missing`);
    }
    return found.value;
  };
  return {
    fields: fields === "*" ? [] : fields.split(", ").map((field) => field.slice("c.".length)),
    isAfter: comparison === ">",
    from: value(first),
    to: value(second),
    isReverse: order === "DESC",
  };
}

function placeAfter(
  ordered: readonly { readonly doc: { readonly id: string } }[],
  continuation: string,
  isReverse: boolean,
): number {
  const { last } = JSON.parse(continuation);
  const place = ordered.findIndex(({ doc }) => (isReverse ? doc.id < last : doc.id > last));
  return place === -1 ? ordered.length : place;
}

/** The SDK requests a plan for every first page, and ignores it for a query of one partition. */
export const queryPlan: Reply = {
  status: 200,
  body: {
    partitionedQueryExecutionInfoVersion: 2,
    queryInfo: {
      distinctType: "None",
      top: null,
      offset: null,
      limit: null,
      orderBy: ["Ascending"],
      orderByExpressions: ["c.id"],
      groupByExpressions: [],
      groupByAliases: [],
      aggregates: [],
      groupByAliasToAggregateType: {},
      rewrittenQuery: "",
      hasSelectValue: false,
      hasNonStreamingOrderBy: false,
    },
    queryRanges: [{ min: "", max: "FF", isMinInclusive: true, isMaxInclusive: false }],
  },
};
