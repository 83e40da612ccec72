import type { TabFeature } from "../../lib/feature.ts";
import { myWaitingPath } from "./waiting.ts";

export const pulseFeature: TabFeature = {
  name: "pulse",
  teamSections: [
    {
      key: "waiting-for-me-here",
      column: "first",
      order: 5,
      isViewersOwn: true,
      lazy: () => import("./lazy/waiting/waiting-in-team.tsx"),
    },
    {
      key: "worth-a-thought",
      column: "second",
      order: 10,
      isLeadersOwn: true,
      lazy: () => import("./lazy/worth-a-thought.tsx"),
    },
    { key: "weeks", column: "second", order: 30, lazy: () => import("./lazy/twelve-weeks.tsx") },
  ],
  mySections: [
    {
      key: "waiting-for-me",
      column: "first",
      order: 5,
      waitsFor: myWaitingPath,
      needsTeam: true,
      lazy: () => import("./lazy/waiting/waiting-for-me.tsx"),
    },
    {
      key: "my-suggestions",
      column: "second",
      order: 5,
      needsTeam: true,
      lazy: () => import("./lazy/my-suggestions.tsx"),
    },
    { key: "rhythm", column: "second", order: 30, lazy: () => import("./lazy/rhythm.tsx") },
  ],
  teamMenu: [{ key: "figures", order: 20, lazy: () => import("./lazy/figures-item.tsx") }],
  invalidates: {
    lists: ["/teams/:team/overview", "/teams/:team/waiting", "/teams/:team/weeks", myWaitingPath, "/me/rhythm"],
  },
};
