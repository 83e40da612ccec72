import { type ReactNode, Suspense } from "react";
import { LazyBoundary } from "./lazy-boundary.tsx";
import { NotLoaded } from "./not-loaded.tsx";

/** A part of a page whose code may have to be fetched. If that fails a message takes its place, and the page stays. */
export function LazyPart({ children, attempt }: { readonly children: ReactNode; readonly attempt?: unknown }) {
  return (
    <LazyBoundary attempt={attempt} instead={(again) => <NotLoaded again={again} />}>
      <Suspense>{children}</Suspense>
    </LazyBoundary>
  );
}
