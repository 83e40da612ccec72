import { type ReactNode, Suspense } from "react";
import { Apart } from "./apart.tsx";
import { PageMissing } from "./trouble.tsx";
import { Waiting } from "./waiting.tsx";

/** A page that may have to be fetched first. One that does not come says so, and is let go of when somebody goes elsewhere. */
export function FetchedPage({ children, attempt }: { readonly children: ReactNode; readonly attempt?: unknown }) {
  return (
    <Apart attempt={attempt} instead={(again) => <PageMissing again={again} />}>
      <Suspense fallback={<Waiting />}>{children}</Suspense>
    </Apart>
  );
}
