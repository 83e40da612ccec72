import { type Query, useQuery, useQueryClient } from "@tanstack/react-query";
import { useContext, useEffect, useId } from "react";
import { type Answer, act, ask, type Reply, type Verb } from "./api.ts";
import { Language, LearnLanguage } from "./words.ts";

export interface Fresh<T> {
  readonly data: T | undefined;
  /** Why the latest could not be fetched; `data` may still be there, from before. */
  readonly error: Error | null;
  readonly isFetching: boolean;
  retry(): void;
}

/** What lies at this path, fetched and kept fresh. What was fetched stays when fetching again fails. */
export function useFresh<T>(path: string): Fresh<T> {
  const locale = useContext(Language);
  return useSpoken(useQuery<Answer<T>>({ queryKey: [path], queryFn: () => ask<T>(path, locale) }));
}

/** A form as it was when it opened: its mark must stay the same until it is sent, so that sent twice is once. */
export function useForm<T>(path: string): Fresh<T> {
  const locale = useContext(Language);
  return useSpoken(
    useQuery<Answer<T>>({
      queryKey: [FORM, path, useId()],
      queryFn: () => ask<T>(path, locale),
      gcTime: 0,
      staleTime: Number.POSITIVE_INFINITY,
      refetchInterval: false,
    }),
  );
}

/** What a verb answers that changes nothing: as `useFresh`, for what has no path of its own. */
export function useTold<T>(verb: Verb): Fresh<T> {
  const locale = useContext(Language);
  return useSpoken(
    useQuery<Answer<T>>({
      queryKey: [verb],
      queryFn: async () => ({ data: (await act(verb, {}, locale)).data as T, locale }),
    }),
  );
}

const FORM = "form";

function useSpoken<T>(asked: {
  readonly data: Answer<T> | undefined;
  readonly error: Error | null;
  readonly isFetching: boolean;
  refetch(): unknown;
}): Fresh<T> {
  const learn = useContext(LearnLanguage);
  const { data, error, isFetching, refetch } = asked;
  const spoken = data?.locale;
  useEffect(() => {
    if (spoken) {
      learn(spoken);
    }
  }, [spoken, learn]);
  return { data: data?.data, error, isFetching, retry: () => void refetch() };
}

/** What shows at `path`, as it will be. */
export interface Expected<T> {
  readonly path: string;
  change(now: T): T;
}

/**
 * Acts by a verb of the cards. What is `expected` shows at once and is taken back when the server says no; what `follows`
 * shows when it has said yes. Every page asks again afterwards, for what really became of it.
 *
 * @throws as `act`, for the caller to say
 */
export function useAct() {
  const locale = useContext(Language);
  const queries = useQueryClient();

  function show<T>({ path, change }: Expected<T>): () => void {
    const before = queries.getQueryData<Answer<T>>([path]);
    if (!before) {
      return () => undefined;
    }
    queries.setQueryData([path], { ...before, data: change(before.data) });
    return () => void queries.setQueryData([path], before);
  }

  async function askAgain(which: (path: unknown) => boolean): Promise<void> {
    const predicate = ({ queryKey: [path] }: Query) => path !== FORM && which(path);
    await queries.invalidateQueries({ predicate });
  }

  return async <E = unknown, F = unknown>(
    verb: Verb,
    data: object,
    { expected, follows }: { readonly expected?: Expected<E>; readonly follows?: Expected<F> } = {},
  ): Promise<Reply> => {
    if (expected) {
      await queries.cancelQueries({ queryKey: [expected.path] });
    }
    const takeBack = expected && show(expected);
    try {
      const reply = await act(verb, data, locale);
      if (follows) {
        show(follows);
      }
      void askAgain((path) => !LISTS.test(String(path)));
      for (const delay of LISTS_FOLLOW_MS) {
        setTimeout(() => void askAgain(() => true), delay);
      }
      return reply;
    } catch (error) {
      takeBack?.();
      void askAgain((path) => path === expected?.path);
      throw error;
    }
  };
}

/** Lists follow an act by a job of the server's, a moment later: asked at once they would show what was. */
const LISTS = /\/(?:overview|weeks)$|^\/me\/(?:questions|thanks|rhythm)/;
const LISTS_FOLLOW_MS = [1500, 5000];
