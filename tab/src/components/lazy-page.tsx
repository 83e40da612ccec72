import { type ReactNode, Suspense } from "react";
import { PageNotLoaded } from "./error-state.tsx";
import { LazyBoundary } from "./lazy-boundary.tsx";
import { Loading } from "./loading.tsx";

/**
 * A page whose code may have to be fetched. If that fails the page says so; navigation to another page clears the
 * error.
 */
export function LazyPage({ children, attempt }: { readonly children: ReactNode; readonly attempt?: unknown }) {
  return (
    <LazyBoundary attempt={attempt} instead={(again) => <PageNotLoaded again={again} />}>
      <Suspense fallback={<Loading />}>{children}</Suspense>
    </LazyBoundary>
  );
}
