import { useQueries } from "@tanstack/react-query";
import { useContext } from "react";
import { TeamsLanguageContext } from "./i18n.ts";
import { queryAt, type Resource, toResource } from "./use-resource.ts";

/** What lies at each of these paths, in their order, asked for at once; each as by `useResource`. */
export function useResources<T>(paths: readonly string[]): readonly Resource<T>[] {
  const locale = useContext(TeamsLanguageContext);
  return useQueries({ queries: paths.map((path) => queryAt<T>(path, locale)) }).map((one) => toResource<T>(one));
}
