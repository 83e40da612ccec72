import { useInfiniteQuery } from "@tanstack/react-query";
import { useContext } from "react";
import { ask } from "../../../lib/api.ts";
import { Language } from "../../../lib/words.ts";

/** Lines page by page; `older` fetches the next, and is there only where there is one. */
export function useLines<L, P extends { readonly lines: readonly L[]; readonly next?: string | undefined }>(
  path: string,
): { readonly lines: readonly L[] | undefined; readonly older: (() => void) | undefined } {
  const locale = useContext(Language);
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [path, "pages"],
    queryFn: async ({ pageParam }) =>
      (await ask<P>(pageParam === "" ? path : `${path}?after=${encodeURIComponent(pageParam)}`, locale)).data,
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });
  return {
    lines: data?.pages.flatMap(({ lines }) => lines),
    older: hasNextPage ? () => void fetchNextPage() : undefined,
  };
}
