import type { Locale } from "./language.ts";
import { NotSignedIn, ssoToken } from "./teams.ts";

/** The server's response and its language: the person's own setting outranks the client's. */
export interface Answer<T> {
  readonly data: T;
  readonly locale: Locale;
}

/** A refusal by the server, with a text for the person. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  readonly code: string;
  readonly refusal: FormRefusal;

  constructor(status: number, { title, code, ...at }: Problem) {
    super(title);
    this.status = status;
    this.code = code;
    this.refusal = { text: title, ...at };
  }
}

/** Why a form was not sent, and the field that must change, if it is one. */
export interface FormRefusal {
  readonly text: string;
  /** As the verb's input names it. */
  readonly field?: string;
  /** Nothing is wrong with what was put in. */
  readonly isNotice?: boolean;
  /** Where the person can do what was refused here. */
  readonly wayOn?: { readonly title: string; readonly url: string };
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
 * Types a response by its contract, without a check: this tab and its server are one build, and the server
 * parses what it sends. Schemas at run time would be a fifth of the page's weight. Where a tab that is older than its
 * server cannot draw an answer, `components/error-boundary.tsx` catches it. Every response passes through here.
 */
export const trustAs = <T>(sent: unknown): T => sent as T;

/**
 * Reads what a page shows.
 *
 * @throws Refused, Unreachable, NotSignedIn
 */
export async function ask<T>(path: string, locale: Locale, signal?: AbortSignal): Promise<Answer<T>> {
  const response = await fetchOk(path, locale, { signal });
  return { data: trustAs<T>(await response.json()), locale: localeOf(response) };
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
  const response = await fetchOk(path, locale);
  const name = /filename="?([^";]+)/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  return { name: name ?? "gnista", content: await response.blob() };
}

/** The server also sends cards and texts; the tab shows an act's effect itself. */
export interface Reply<T> {
  /** The verb's result by its contract; the tab uses nothing else of the response. */
  readonly data: T;
}

/**
 * Runs the verb of a card's button.
 *
 * @throws as `ask`, with NotArrived instead of Unreachable
 */
export async function act<T>(verb: Verb, data: object, locale: Locale): Promise<Reply<T>> {
  const response = await fetchOk("/acts", locale, { body: { verb, data } }).catch(didNotArrive);
  return trustAs<Reply<T>>(await response.json());
}

/** @throws NotArrived in place of Unreachable; other errors unchanged */
export function didNotArrive(error: unknown): never {
  throw error instanceof Unreachable ? new NotArrived(error.message, { cause: error }) : error;
}

/** `feature/verb`, as the feature's `contract.ts` names it. A test finds a name that no feature declares. */
export type Verb = `${string}/${string}`;

/** Sends the request, and repeats it once with a new token when the first has expired. */
async function fetchOk(path: string, locale: Locale, options: RequestOptions = {}): Promise<Response> {
  const first = await send(path, locale, options);
  const response = first.status === 401 ? await send(path, locale, options) : first;
  if (!response.ok) {
    throw await refusal(response);
  }
  return response;
}

interface RequestOptions {
  readonly body?: object;
  /** Aborted when nobody needs the answer. */
  readonly signal?: AbortSignal | undefined;
}

async function send(path: string, locale: Locale, { body, signal }: RequestOptions): Promise<Response> {
  const headers = { Authorization: `Bearer ${await ssoToken()}`, "Accept-Language": locale };
  const request = body && {
    method: "POST",
    body: JSON.stringify(body),
    headers: { ...headers, "Content-Type": "application/json" },
  };
  try {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    return await fetch(`/api${path}`, {
      headers,
      ...request,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (cause) {
    throw new Unreachable("no answer", { cause });
  }
}

const TIMEOUT_MS = 15_000;

/** The language that the server answered in. */
export const localeOf = (response: Response): Locale =>
  response.headers.get("Content-Language") === "en" ? "en" : "sv";

async function refusal(response: Response): Promise<Error> {
  if (response.status === 401) {
    return new NotSignedIn("the server refused the token");
  }
  const problem: unknown = await response.json().catch(() => undefined);
  return isProblem(problem) ? new Refused(response.status, problem) : new Unreachable(`status ${response.status}`);
}

interface Problem extends Omit<FormRefusal, "text"> {
  readonly code: string;
  readonly title: string;
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === "object" &&
    body !== null &&
    "code" in body &&
    typeof body.code === "string" &&
    "title" in body &&
    typeof body.title === "string"
  );
}
