import { z } from "zod";
import { NotSignedIn, ssoToken } from "./teams.ts";
import type { Locale } from "./words.ts";

/** What the server answered, and in which language the person reads: their own setting outranks the client's. */
export interface Answer<T> {
  readonly data: T;
  readonly locale: Locale;
}

/** A no from the server, in words for the person. */
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
  override readonly name = "Unreachable";
}

/** Asks, and asks once more with a new token where the first had grown old. */
export async function ask<S extends z.ZodType>(path: string, schema: S, locale: Locale): Promise<Answer<z.output<S>>> {
  const first = await send(path, locale);
  const response = first.status === 401 ? await send(path, locale) : first;
  if (!response.ok) {
    throw await refusal(response);
  }
  return {
    data: schema.parse(await response.json()),
    locale: response.headers.get("Content-Language") === "en" ? "en" : "sv",
  };
}

async function send(path: string, locale: Locale): Promise<Response> {
  const headers = { Authorization: `Bearer ${await ssoToken()}`, "Accept-Language": locale };
  try {
    return await fetch(`/api${path}`, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (cause) {
    throw new Unreachable("no answer", { cause });
  }
}

const PATIENCE_MS = 15_000;

const Problem = z.object({ code: z.string(), title: z.string() });

async function refusal(response: Response): Promise<Error> {
  const problem = Problem.safeParse(await response.json().catch(() => undefined));
  if (response.status === 401) {
    return new NotSignedIn("the server did not believe the token");
  }
  return problem.success
    ? new Refused(response.status, problem.data.code, problem.data.title)
    : new Unreachable(`status ${response.status}`);
}
