import type { TabFeature } from "../../lib/feature.ts";

export const roundsFeature: TabFeature = {
  name: "rounds",
  teamSections: [
    {
      key: "participation",
      column: "second",
      order: 40,
      lazy: () => import("./lazy/participation/participation.tsx"),
    },
  ],
  panelSections: [{ key: "rounds", order: 10, lazy: () => import("./lazy/rounds-panel.tsx") }],
};
