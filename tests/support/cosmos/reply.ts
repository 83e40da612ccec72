/** A response of the double; a refusal is thrown. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Request units. */
  readonly charge?: number;
}

export class CosmosRefusal extends Error {
  readonly reply: Reply;

  constructor(
    status: number,
    message: string,
    { substatus, charge = 0 }: { substatus?: number; charge?: number } = {},
  ) {
    super(message);
    this.reply = {
      status,
      body: { code: names[status] ?? "Error", message },
      charge,
      ...(substatus === undefined ? {} : { headers: { "x-ms-substatus": String(substatus) } }),
    };
  }
}

/** A feature of Cosmos DB that the double does not implement, and never pretends to. */
export class Unsupported extends Error {}

const names: Readonly<Record<number, string>> = {
  400: "BadRequest",
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  408: "RequestTimeout",
  409: "Conflict",
  412: "PreconditionFailed",
  413: "RequestEntityTooLarge",
  429: "TooManyRequests",
  449: "RetryWith",
  503: "ServiceUnavailable",
};
