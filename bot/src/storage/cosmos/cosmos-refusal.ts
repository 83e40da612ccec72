/**
 * An error of Cosmos DB, or of the network on the way to it. The SDK has three shapes for it: an `ErrorResponse` with a
 * numeric code, a network error with a textual code, and for a batch one of these as the `cause` of a plain `Error`.
 */
export class CosmosRefusal extends Error {
  override readonly name = "Refused";
  /** The HTTP status; 0 without an answer. */
  readonly status: number;
  readonly substatus: number;
  /** The wait that Cosmos DB requested. */
  readonly afterMs: number | undefined;
  readonly requestUnits: number;

  constructor({ status, substatus = 0, afterMs, requestUnits = 0 }: RefusalDetails, options?: ErrorOptions) {
    super(`Cosmos DB: ${status}/${substatus}`, options);
    this.status = status;
    this.substatus = substatus;
    this.afterMs = afterMs;
    this.requestUnits = requestUnits;
  }

  /** True when Cosmos DB reports that it did nothing: too many requests (429), or too many for one document (449). */
  get isBusy(): boolean {
    return this.status === 429 || this.status === 449;
  }

  /** True when the outcome is unknown: no answer, a time-out, a server that fails or moves. */
  get isUnknown(): boolean {
    return [0, 408, 410, 500, 502, 503, 504].includes(this.status) || this.isBehind;
  }

  /**
   * True for a replica without the latest writes of this process: its 404 does not prove that a document is missing.
   */
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

/**
 * Rethrows the SDK's errors as `CosmosRefusal`. Other errors, which are bugs of the SDK or of Gnista, are rethrown
 * unchanged.
 */
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
  // No answer (single-attempt.ts), or an answer whose JSON was cut off.
  throw new CosmosRefusal({ status: 0 }, { cause: error });
}

/**
 * Outermost first: a batch's error is in `cause`, and the causes of `single-attempt.ts`' error are less specific than
 * it.
 */
function causesOf(thrown: unknown): readonly Error[] {
  return thrown instanceof Error ? [thrown, ...causesOf(thrown.cause)] : [];
}

function saysWhy(error: Error): boolean {
  const { code } = fieldsOf(error);
  return error instanceof SyntaxError || typeof code === "number" || typeof code === "string";
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** Headers are text. */
function numberOf(value: unknown): number | undefined {
  const number = Number(value);
  return value === undefined || value === "" || Number.isNaN(number) ? undefined : number;
}
