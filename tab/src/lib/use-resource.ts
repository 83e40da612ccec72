import { queryOptions, skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useId } from "react";
import { type Answer, act, ask, didNotArrive, Refused, type Reply, type Verb } from "./api.ts";
import { FeaturesContext } from "./feature.ts";
import { changedBy, FORM, invalidate, scheduleInvalidation } from "./invalidation.ts";
import { type Locale, learnLanguage, TeamsLanguageContext } from "./language.ts";
import { enqueue, isInOptimisticQueue, type OptimisticChange } from "./optimistic-queue.ts";

export interface Resource<T> {
  readonly data: T | undefined;
  /** Why the last request failed; `data` may still hold the previous response. */
  readonly error: Error | null;
  readonly isFetching: boolean;
  retry(): void;
}

/**
 * Fetches the resource at a path and keeps it up to date; without a path it fetches nothing. The data stays when a
 * refetch fails.
 */
export function useResource<T>(path: string | undefined): Resource<T> {
  const locale = useContext(TeamsLanguageContext);
  return toResource(useQuery(queryAt<T>(path, locale)));
}

/** The query of a path, shared by all its users. */
export const queryAt = <T>(path: string | undefined, locale: Locale) =>
  queryOptions<T>({
    queryKey: [path],
    queryFn: path === undefined ? skipToken : ({ signal }) => learningLanguage(ask<T>(path, locale, signal)),
  });

/** Identifies the button that opened a form, so that the form is the same each time. */
export const OpenedBy = createContext<string | undefined>(undefined);

/**
 * The form that a button opens. Its idempotency token stays the same until the form has been sent, also after a lost
 * response, a new connection, or closing and opening again, so that a form that is sent twice acts once.
 */
export function useForm<T extends { readonly nonce: string }>(path: string): Form<T> {
  const locale = useContext(TeamsLanguageContext);
  const queries = useQueryClient();
  const own = useId();
  const queryKey = [FORM, path, useContext(OpenedBy) ?? own];
  const query = useQuery<T>({
    queryKey,
    async queryFn({ signal }) {
      const form = await learningLanguage(ask<T>(path, locale, signal));
      const before = queries.getQueryData<T>(queryKey);
      return before ? { ...form, nonce: before.nonce } : form;
    },
    gcTime: Number.POSITIVE_INFINITY,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: "always",
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
    refetchInterval: false,
  });
  async function waitUntilLoaded(): Promise<T> {
    const { data, error } = query.data ? query : await query.refetch({ cancelRefetch: false });
    return data ?? didNotArrive(error);
  }
  return { ...toResource(query), loaded: waitUntilLoaded };
}

export interface Form<T> extends Resource<T> {
  /**
   * For a submit before the form has loaded.
   *
   * @throws why it did not load
   */
  loaded(): Promise<T>;
}

/** The result of a verb that changes nothing, for data without a path of its own. */
export function useVerbAnswer<T>(verb: Verb): Resource<T> {
  const locale = useContext(TeamsLanguageContext);
  return toResource(useQuery<T>({ queryKey: [verb], queryFn: async () => (await act<T>(verb, {}, locale)).data }));
}

/** Learns the person's language from a new response only: a cached one may be older than their choice. */
export async function learningLanguage<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, locale } = await answer;
  learnLanguage(locale);
  return data;
}

export function toResource<T>(query: Omit<Resource<T>, "retry"> & { refetch(): unknown }): Resource<T> {
  const { data, error, isFetching, refetch } = query;
  return { data, error, isFetching, retry: () => void refetch() };
}

/**
 * Runs a verb of the cards. `expected` shows at once and is reverted when the server refuses; `follows` shows when it
 * accepts. Everything that the act may have changed is refetched.
 *
 * @throws as `act`, for the caller to report
 */
export function useAct() {
  const locale = useContext(TeamsLanguageContext);
  const queries = useQueryClient();
  const { invalidates } = useContext(FeaturesContext);

  return async <R = unknown, E = unknown, F = unknown>(
    verb: Verb,
    data: object,
    { expected, follows }: { readonly expected?: OptimisticChange<E>; readonly follows?: OptimisticChange<F> } = {},
  ): Promise<Reply<R>> => {
    const isChanged = changedBy(invalidates, data, expected?.path);
    const run = () => act<R>(verb, data, locale);
    const forget = () =>
      queries.removeQueries({ queryKey: [FORM], predicate: ({ state }) => isMarked(state.data, data) });
    try {
      const reply = await (expected ? enqueue(queries, expected, run) : run());
      forget();
      if (follows) {
        queries.setQueryData<F>([follows.path], (now) => now && follows.change(now));
      }
      scheduleInvalidation(queries, invalidates, isChanged);
      return reply;
    } catch (error) {
      if (error instanceof Refused && error.code === "FORM_TOO_OLD") {
        forget();
      }
      throw error;
    } finally {
      if (!expected || !isInOptimisticQueue(expected.path)) {
        invalidate(queries, isChanged);
      }
    }
  };
}

/** True for the form that was sent: both have the same mark. */
function isMarked(form: unknown, sent: object): boolean {
  const nonce = nonceOf(sent);
  return nonce !== undefined && nonceOf(form) === nonce;
}

const nonceOf = (marked: unknown): unknown =>
  typeof marked === "object" && marked !== null && "nonce" in marked ? marked.nonce : undefined;
