import { useQueries } from "@tanstack/react-query";
import { useContext } from "react";
import { asFresh, type Fresh, queryAt } from "./fresh.ts";
import { LanguageOfTeams } from "./words.ts";

/** What lies at each of these paths, in their order, asked for at once; each as by `useFresh`. */
export function useFreshAll<T>(paths: readonly string[]): readonly Fresh<T>[] {
  const locale = useContext(LanguageOfTeams);
  return useQueries({ queries: paths.map((path) => queryAt<T>(path, locale)) }).map((one) => asFresh<T>(one));
}
