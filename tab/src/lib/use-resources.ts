import { useQueries } from "@tanstack/react-query";
import { useContext } from "react";
import { TeamsLanguageContext } from "./language.ts";
import { queryAt, type Resource, toResource } from "./use-resource.ts";

/** Fetches several resources at once, in the order of their paths, each as `useResource` does. */
export function useResources<T>(paths: readonly string[]): readonly Resource<T>[] {
  const locale = useContext(TeamsLanguageContext);
  return useQueries({ queries: paths.map((path) => queryAt<T>(path, locale)) }).map((one) => toResource<T>(one));
}
