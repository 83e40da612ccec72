import { Suspense, useContext } from "react";
import type { Suggestions } from "#bot/features/pulse/api.ts";
import { FeaturesContext, type OfferProps } from "../lib/feature.ts";
import { LazyBoundary } from "./lazy-boundary.tsx";

type OfferedForm = Suggestions["people"][number]["offers"][number];

/**
 * The offers on a thing, as the server sent them, each with its feature's button. `nameOf` is the accessible name. An
 * offer without a button on this page, or whose button did not load, is left out.
 */
export function Offers(props: {
  readonly teamId: string;
  readonly offers: readonly OfferedForm[];
  nameOf(label: string): string;
  readonly look?: OfferProps["look"];
}) {
  const { teamId, offers, nameOf, look = {} } = props;
  const { offerForms } = useContext(FeaturesContext);
  return offers.map(({ key, label, draft }) => {
    const form = offerForms.find((one) => one.key === key);
    return form ? (
      <LazyBoundary key={key} isSpare instead={() => null}>
        <Suspense fallback={null}>
          <form.Component teamId={teamId} label={label} name={nameOf(label)} draft={draft} look={look} />
        </Suspense>
      </LazyBoundary>
    ) : null;
  });
}
