import { queryOptions, skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext, useId } from "react";
import { type Answer, act, ask, didNotArrive, Refused, type Reply, type Verb } from "./api.ts";
import { FeaturesContext } from "./feature.ts";
import { type Locale, learnLanguage, TeamsLanguageContext } from "./i18n.ts";
import { askAgain, askSoon, changedBy, FORM } from "./invalidation.ts";
import { enqueue, isQueued, type OptimisticChange } from "./optimistic-queue.ts";

export interface Resource<T> {
  readonly data: T | undefined;
  /** Why the latest could not be fetched; `data` may still be there, from before. */
  readonly error: Error | null;
  readonly isFetching: boolean;
  retry(): void;
}

/** What lies at this path, fetched and kept fresh; nothing without one. What was fetched stays when fetching again fails. */
export function useResource<T>(path: string | undefined): Resource<T> {
  const locale = useContext(TeamsLanguageContext);
  return toResource(useQuery(queryAt<T>(path, locale)));
}

/** The same for every path that is asked for by it. */
export const queryAt = <T>(path: string | undefined, locale: Locale) =>
  queryOptions<T>({
    queryKey: [path],
    queryFn: path === undefined ? skipToken : ({ signal }) => learningLanguage(ask<T>(path, locale, signal)),
  });

/** What a button opens is the same each time that it is opened: the button's mark. */
export const OpenedBy = createContext<string | undefined>(undefined);

/**
 * A form for what a button opens. Its mark stays the same until it has been sent, whatever comes between: a lost answer,
 * a new connection, closing and opening. So what is sent twice is done once.
 */
export function useForm<T extends { readonly nonce: string }>(path: string): Form<T> {
  const locale = useContext(TeamsLanguageContext);
  const queries = useQueryClient();
  const own = useId();
  const queryKey = [FORM, path, useContext(OpenedBy) ?? own];
  const asked = useQuery<T>({
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
  async function whenHere(): Promise<T> {
    const { data, error } = asked.data ? asked : await asked.refetch({ cancelRefetch: false });
    return data ?? didNotArrive(error);
  }
  return { ...toResource(asked), loaded: whenHere };
}

export interface Form<T> extends Resource<T> {
  /** For whoever sends before it is here. @throws why it did not come */
  loaded(): Promise<T>;
}

/** What a verb answers that changes nothing: as `useResource`, for what has no path of its own. */
export function useVerbAnswer<T>(verb: Verb): Resource<T> {
  const locale = useContext(TeamsLanguageContext);
  return toResource(useQuery<T>({ queryKey: [verb], queryFn: async () => (await act<T>(verb, {}, locale)).data }));
}

/** Learns from a fresh answer alone in which language the person reads: one that was kept may be older than their choice. */
export async function learningLanguage<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, locale } = await asked;
  learnLanguage(locale);
  return data;
}

export function toResource<T>(asked: Omit<Resource<T>, "retry"> & { refetch(): unknown }): Resource<T> {
  const { data, error, isFetching, refetch } = asked;
  return { data, error, isFetching, retry: () => void refetch() };
}

/**
 * Acts by a verb of the cards. What is `expected` shows at once and is taken back when the server says no; what `follows`
 * shows when it has said yes. What it may have changed is asked for afterwards, for what really became of it.
 *
 * @throws as `act`, for the caller to say
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
      askSoon(queries, invalidates, isChanged);
      return reply;
    } catch (error) {
      if (error instanceof Refused && error.code === "FORM_TOO_OLD") {
        forget();
      }
      throw error;
    } finally {
      if (!expected || !isQueued(expected.path)) {
        askAgain(queries, isChanged);
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
