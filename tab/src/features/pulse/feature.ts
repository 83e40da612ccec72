import type { TabFeature } from "../../lib/feature.ts";

export const pulseFeature: TabFeature = {
  name: "pulse",
  teamSections: [
    {
      key: "worth-a-thought",
      column: "second",
      order: 10,
      isLeadersOwn: true,
      lazy: () => import("./lazy/worth-a-thought.tsx"),
    },
    { key: "weeks", column: "second", order: 30, lazy: () => import("./lazy/twelve-weeks.tsx") },
  ],
  mySections: [{ key: "rhythm", column: "second", order: 30, lazy: () => import("./lazy/rhythm.tsx") }],
  teamMenu: [{ key: "figures", order: 20, lazy: () => import("./lazy/figures-item.tsx") }],
  invalidates: { lists: ["/teams/:team/overview", "/teams/:team/weeks", "/me/rhythm"] },
};
