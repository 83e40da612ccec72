import type { TabFeature } from "../../lib/feature.ts";
import { RecentThanks } from "./recent-thanks.tsx";
import { ThankButton } from "./thank-button.tsx";

export const kudosFeature: TabFeature = {
  name: "kudos",
  acts: [{ key: "thank", order: 10, offeredOn: ["team", "mine", "panel"], eager: ThankButton }],
  offerForms: [{ key: "thank", lazy: () => import("./lazy/thank-offer.tsx") }],
  teamSections: [{ key: "thanks", column: "second", order: 20, eager: RecentThanks }],
  mySections: [
    { key: "thanks-to-me", column: "second", order: 10, lazy: () => import("./lazy/thanks-to-me.tsx") },
    { key: "thanks-from-me", column: "second", order: 20, lazy: () => import("./lazy/thanks-from-me.tsx") },
  ],
  invalidates: { lists: ["/me/thanks"] },
};
