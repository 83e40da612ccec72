/**
 * What Cosmos DB, or the way to it, said instead of an answer. The SDK says it in three shapes: as an `ErrorResponse`
 * with a number, as an error of the network with a word for a code, and for a batch wrapped in a plain `Error`'s `cause`.
 */
export class CosmosRefusal extends Error {
  override readonly name = "Refused";
  /** HTTP status; 0 where none arrived. */
  readonly status: number;
  readonly substatus: number;
  /** What Cosmos DB asked us to wait. */
  readonly afterMs: number | undefined;
  readonly requestUnits: number;

  constructor({ status, substatus = 0, afterMs, requestUnits = 0 }: RefusalDetails, options?: ErrorOptions) {
    super(`Cosmos DB: ${status}/${substatus}`, options);
    this.status = status;
    this.substatus = substatus;
    this.afterMs = afterMs;
    this.requestUnits = requestUnits;
  }

  /** Cosmos DB says that it did nothing: too many requests (429), too many at one document (449). */
  get isBusy(): boolean {
    return this.status === 429 || this.status === 449;
  }

  /** Nobody can say whether it was done: no answer, a time-out, a server in trouble or moving. */
  get isUnknown(): boolean {
    return [0, 408, 410, 500, 502, 503, 504].includes(this.status) || this.isBehind;
  }

  /** A replica that has not caught up with what this process has written: no proof that something is not there. */
  get isBehind(): boolean {
    return this.status === 404 && this.substatus === READ_SESSION_NOT_AVAILABLE;
  }
}

export interface RefusalDetails {
  readonly status: number;
  readonly substatus?: number | undefined;
  readonly afterMs?: number | undefined;
  readonly requestUnits?: number | undefined;
}

export const READ_SESSION_NOT_AVAILABLE = 1002;

/** Throws what the SDK threw in our one shape. Its bugs and ours stay what they are. */
export function toCosmosRefusal(thrown: unknown): never {
  const error = causesOf(thrown).find(saysWhy);
  if (!error) {
    throw thrown;
  }
  const { code, substatus, retryAfterInMs, headers } = fieldsOf(error);
  if (typeof code === "number") {
    throw new CosmosRefusal(
      {
        status: code,
        substatus: numberOf(substatus),
        afterMs: numberOf(retryAfterInMs),
        requestUnits: numberOf(fieldsOf(headers)["x-ms-request-charge"]),
      },
      { cause: error },
    );
  }
  // No answer (single-attempt.ts), or one that was cut off in the middle of its JSON.
  throw new CosmosRefusal({ status: 0 }, { cause: error });
}

/** A batch's error hides in `cause`; what `single-attempt.ts` says has causes of its own, which say less. */
function causesOf(thrown: unknown): readonly Error[] {
  return thrown instanceof Error ? [thrown, ...causesOf(thrown.cause)] : [];
}

function saysWhy(error: Error): boolean {
  const { code } = fieldsOf(error);
  return error instanceof SyntaxError || typeof code === "number" || typeof code === "string";
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** Headers come as text. */
function numberOf(value: unknown): number | undefined {
  const number = Number(value);
  return value === undefined || value === "" || Number.isNaN(number) ? undefined : number;
}
