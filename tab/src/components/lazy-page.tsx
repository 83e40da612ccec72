import { type ReactNode, Suspense } from "react";
import { PageNotLoaded } from "./error-state.tsx";
import { LazyBoundary } from "./lazy-boundary.tsx";
import { Loading } from "./loading.tsx";

/** A page that may have to be fetched first. One that does not come says so, and is let go of when somebody goes elsewhere. */
export function LazyPage({ children, attempt }: { readonly children: ReactNode; readonly attempt?: unknown }) {
  return (
    <LazyBoundary attempt={attempt} instead={(again) => <PageNotLoaded again={again} />}>
      <Suspense fallback={<Loading />}>{children}</Suspense>
    </LazyBoundary>
  );
}
