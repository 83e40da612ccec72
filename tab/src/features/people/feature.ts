import { declaredPage, type TabFeature } from "../../lib/feature.ts";

export const peopleFeature: TabFeature = {
  name: "people",
  pages: [
    declaredPage("settings", ["teamId"], () => import("./lazy/team-settings/settings-page.tsx")),
    declaredPage("preferences", [], () => import("./lazy/preferences-page.tsx")),
    declaredPage("data", [], () => import("./lazy/data-page.tsx")),
  ],
  teamMenu: [{ key: "settings", order: 10, lazy: () => import("./lazy/team-settings/settings-item.tsx") }],
  myLinks: [{ key: "preferences-and-data", order: 10, lazy: () => import("./lazy/my-links.tsx") }],
};
