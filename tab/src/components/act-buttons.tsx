import { useContext } from "react";
import { type ActHost, type ActProps, FeaturesContext } from "../lib/feature.ts";

/** The acts that features offer at this place, in order. With `leads` the first one is the page's primary button. */
export function ActButtons(props: ActProps & { readonly on: ActHost; readonly leads?: boolean }) {
  const { on, leads = false, ...about } = props;
  const { acts } = useContext(FeaturesContext);
  return acts
    .filter(({ offeredOn }) => offeredOn.includes(on))
    .map(({ key, Component }, place) => (
      <Component key={key} {...about} {...(leads && place === 0 ? { look: { appearance: "primary" } } : {})} />
    ));
}
