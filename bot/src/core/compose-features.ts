import type { Feature } from "./feature.ts";
import { messageOffer, type Offer } from "./offer.ts";

/**
 * A feature that needs the list of all features, for example to export or erase. `all` may be called only after the
 * list is complete.
 */
export type FeatureOfAll = (all: () => readonly Feature[]) => Feature;

/**
 * Composes the list of features in the order of help and pages: by `order`, then by name.
 *
 * @throws Error that names the features when two of them declare the same key
 */
export function composeFeatures(declared: readonly (Feature | FeatureOfAll)[]): readonly Feature[] {
  const all: readonly Feature[] = declared
    .map((one) => (typeof one === "function" ? one(() => all) : one))
    .toSorted((a, b) => placeOf(a) - placeOf(b) || (a.name < b.name ? -1 : 1));
  refuseDoubles(all, "command", ({ commands = [] }) => [
    ...new Set(commands.flatMap(({ names, synonyms = [] }) => [...names, ...synonyms])),
  ]);
  refuseDoubles(all, "form", ({ extensions = [] }) => extensions.map(({ commandId }) => commandId));
  refuseDoubles(all, "count", ({ counts = {} }) => Object.keys(counts));
  refuseDoubles(all, "own act", ({ ownActs = {} }) => [...new Set(Object.values(ownActs).map(({ key }) => key))]);
  refuseDoubles(all, "reminder", ({ reminders = {} }) => Object.keys(reminders));
  refuseDoubles(all, "page", ({ pages = [] }) => pages);
  refuseDoubles(all, "offer", ({ offers = [] }) => offers.map((offer) => `${offer.on}/${keyOf(offer)}`));
  refuseDoubles(all, "rank of an offer", ({ offers = [] }) =>
    offers.flatMap((offer) => (offer.on === "message" ? [] : [`${offer.on} ${offer.rank}`])),
  );
  refuseDeadEnds(all);
  return all;
}

const keyOf = (offer: Offer): string => (offer.on === "message" ? offer.form : offer.key);

/** An offer opens something of its own feature, and every form is opened from somewhere. */
function refuseDeadEnds(all: readonly Feature[]): void {
  const [problem] = all.flatMap((feature) => [...lostOffers(feature), ...lostForms(feature)]);
  if (problem !== undefined) {
    throw new Error(problem);
  }
}

function lostOffers({ name, offers = [], extensions = [], verbs = {} }: Feature): readonly string[] {
  const forms = extensions.map(({ commandId }) => commandId);
  return offers.flatMap((offer) => {
    const [opens, own] = offer.on === "message" ? [offer.form, forms] : [offer.verb, Object.keys(verbs)];
    return own.includes(opens)
      ? []
      : [`${name} offers "${keyOf(offer)}" on ${offer.on}, which opens "${opens}": declare that in ${name}`];
  });
}

const lostForms = (feature: Feature): readonly string[] =>
  (feature.extensions ?? [])
    .filter(({ commandId, listed }) => !listed.inCompose && !messageOffer(feature, commandId))
    .map(
      ({ commandId }) =>
        `${feature.name} opens the form "${commandId}" from nowhere: list it in compose, or offer it on message`,
    );

function refuseDoubles(all: readonly Feature[], what: string, keysOf: (feature: Feature) => readonly string[]): void {
  const owners = new Map<string, string>();
  for (const feature of all) {
    for (const key of keysOf(feature)) {
      const owner = owners.get(key);
      if (owner !== undefined) {
        throw new Error(
          `${owner} and ${feature.name} both declare the ${what} "${key}": give it another key in one of them`,
        );
      }
      owners.set(key, feature.name);
    }
  }
}

const placeOf = ({ order = 50 }: Feature): number => order;
