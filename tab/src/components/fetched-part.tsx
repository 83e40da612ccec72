import { type ReactNode, Suspense } from "react";
import { Apart } from "./apart.tsx";
import { Missing } from "./missing.tsx";

/** A part of a page that may have to be fetched first. Where it does not come that is said in its place, and the page stays. */
export function FetchedPart({ children, attempt }: { readonly children: ReactNode; readonly attempt?: unknown }) {
  return (
    <Apart attempt={attempt} instead={(again) => <Missing again={again} />}>
      <Suspense>{children}</Suspense>
    </Apart>
  );
}
