import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { enterTeams } from "./lib/teams.ts";
import { preferredTheme, themeFor } from "./lib/themes.ts";

const root = document.getElementById("root");
if (!root) {
  throw new Error("the page has no root");
}
// The page's shape stands there already: what is drawn first is what there is to say.
const entered = enterTeams().catch(() => "outside" as const);
const around = await entered;
const theme = await themeFor(around === "outside" ? preferredTheme() : around.theme);
createRoot(root).render(
  <StrictMode>
    <App around={around} theme={theme} />
  </StrictMode>,
);
