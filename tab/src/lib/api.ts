import type { Locale } from "./language.ts";
import { NotSignedIn, ssoToken } from "./teams.ts";

/** The server's answer and its language: the person's own setting outranks the client's. */
export interface Answer<T> {
  readonly data: T;
  readonly locale: Locale;
}

/** A refusal by the server, with a text for the person. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, title: string) {
    super(title);
    this.status = status;
    this.code = code;
  }
}

/** The server could not be reached. */
export class Unreachable extends Error {
  override readonly name: string = "Unreachable";
}

/** A request that changes something did not arrive. */
export class NotArrived extends Unreachable {
  override readonly name = "NotArrived";
}

/**
 * Types what the server sent as its contract says, without a check: this tab and its server are one build, and the server
 * parses what it sends. Schemas at run time would be a fifth of the page's weight. Where a tab that is older than its
 * server cannot draw an answer, `components/error-boundary.tsx` catches it. Everything that comes from the server passes here.
 */
export const believe = <T>(sent: unknown): T => sent as T;

/**
 * Asks for what a page shows.
 *
 * @throws Refused, Unreachable, NotSignedIn
 */
export async function ask<T>(path: string, locale: Locale, signal?: AbortSignal): Promise<Answer<T>> {
  const response = await believed(path, locale, { signal });
  return { data: believe<T>(await response.json()), locale: localeOf(response) };
}

/**
 * Downloads a file, with the name that the server gives it.
 *
 * @throws as `ask`
 */
export async function fetchFile(
  path: string,
  locale: Locale,
): Promise<{ readonly name: string; readonly content: Blob }> {
  const response = await believed(path, locale);
  const name = /filename="?([^";]+)/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  return { name: name ?? "gnista", content: await response.blob() };
}

/** The server also sends cards and texts; the tab shows an act's effect itself. */
export interface Reply<T> {
  /** What the contract says that the verb answers; the tab uses nothing else of the answer. */
  readonly data: T;
}

/**
 * Runs the verb of a card's button.
 *
 * @throws as `ask`, with NotArrived instead of Unreachable
 */
export async function act<T>(verb: Verb, data: object, locale: Locale): Promise<Reply<T>> {
  const response = await believed("/acts", locale, { body: { verb, data } }).catch(didNotArrive);
  return believe<Reply<T>>(await response.json());
}

/** @throws NotArrived in place of Unreachable; other errors unchanged */
export function didNotArrive(error: unknown): never {
  throw error instanceof Unreachable ? new NotArrived(error.message, { cause: error }) : error;
}

/** `feature/verb`, as the feature's `contract.ts` names it. A test finds a name that no feature declares. */
export type Verb = `${string}/${string}`;

/** Sends the request, and repeats it once with a new token when the first has expired. */
async function believed(path: string, locale: Locale, how: How = {}): Promise<Response> {
  const first = await send(path, locale, how);
  const response = first.status === 401 ? await send(path, locale, how) : first;
  if (!response.ok) {
    throw await refusal(response);
  }
  return response;
}

interface How {
  readonly body?: object;
  /** Aborted when nobody needs the answer. */
  readonly signal?: AbortSignal | undefined;
}

async function send(path: string, locale: Locale, { body, signal }: How): Promise<Response> {
  const headers = { Authorization: `Bearer ${await ssoToken()}`, "Accept-Language": locale };
  const told = body && {
    method: "POST",
    body: JSON.stringify(body),
    headers: { ...headers, "Content-Type": "application/json" },
  };
  try {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    return await fetch(`/api${path}`, {
      headers,
      ...told,
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
  } catch (cause) {
    throw new Unreachable("no answer", { cause });
  }
}

const PATIENCE_MS = 15_000;

/** The language that the server answered in. */
export const localeOf = (response: Response): Locale =>
  response.headers.get("Content-Language") === "en" ? "en" : "sv";

async function refusal(response: Response): Promise<Error> {
  if (response.status === 401) {
    return new NotSignedIn("the server did not believe the token");
  }
  const problem: unknown = await response.json().catch(() => undefined);
  return isProblem(problem)
    ? new Refused(response.status, problem.code, problem.title)
    : new Unreachable(`status ${response.status}`);
}

function isProblem(said: unknown): said is { readonly code: string; readonly title: string } {
  return (
    typeof said === "object" &&
    said !== null &&
    "code" in said &&
    typeof said.code === "string" &&
    "title" in said &&
    typeof said.title === "string"
  );
}
