import type { Features, Part, Placed, Shown, TabFeature } from "./feature.ts";
import { lazyComponent } from "./lazy.ts";

/**
 * Composes the features in their declared order. Called once, so that a lazy part is one component wherever it is
 * shown.
 */
export function composeFeatures(declared: readonly TabFeature[]): Features {
  const features = declared.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const all = <P extends object, S extends Placed & Shown<P>>(of: (feature: TabFeature) => readonly S[] | undefined) =>
    features
      .flatMap((feature) => of(feature) ?? [])
      .toSorted((one, other) => one.order - other.order)
      .map((one) => ({ ...one, ...part<P>(one.key, one) }));
  return {
    pages: new Map(
      features.flatMap(({ pages = [] }) => pages.map((page) => [page.key, { ...page, ...part(page.key, page) }])),
    ),
    teamSections: all(({ teamSections }) => teamSections),
    mySections: all(({ mySections }) => mySections),
    panelSections: all(({ panelSections }) => panelSections),
    acts: all(({ acts }) => acts),
    offerForms: features.flatMap(({ offerForms = [] }) => offerForms.map((form) => part(form.key, form))),
    teamMenu: all(({ teamMenu }) => teamMenu),
    myLinks: all(({ myLinks }) => myLinks),
    waitingActs: new Map(
      features.flatMap(({ name, waitingAct }) => (waitingAct ? [[name, part(name, waitingAct)]] : [])),
    ),
    showWaitingInTeam: new Set(
      features.filter(({ teamSections }) => teamSections?.some((one) => one.showsWaiting)).map(({ name }) => name),
    ),
    invalidates: {
      lists: features.flatMap(({ invalidates }) => invalidates?.lists ?? []),
      things: features.flatMap(({ invalidates }) => invalidates?.things ?? []),
    },
  };
}

function part<P extends object>(key: string, shown: Shown<P>): Part<P> {
  if ("eager" in shown) {
    return { key, isLazy: false, Component: shown.eager, fetch: async () => undefined };
  }
  const Component = lazyComponent(shown.lazy);
  return { key, isLazy: true, Component, fetch: Component.fetch };
}
