import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { bootstrapAnswer, surroundings } from "./bootstrap.ts";
import { preferredTheme, themeFor } from "./lib/themes.ts";
import { learningLanguage } from "./lib/use-resource.ts";
import { queries } from "./queries.ts";

const root = document.getElementById("root");
if (!root) {
  throw new Error("the page has no root");
}
// The skeleton is visible already: the first render shows content.
const entered = await surroundings;
const first = await bootstrapAnswer;
if (first) {
  const { path, answer } = first;
  const page = queries.prefetchQuery({ queryKey: [path], queryFn: () => learningLanguage(answer), retry: false });
  // One render is quicker than two when the answer is about to arrive.
  await Promise.race([page, new Promise((resolve) => setTimeout(resolve, 50))]);
}
const theme = await themeFor(entered === "outside" ? preferredTheme() : entered.theme);
createRoot(root).render(
  <StrictMode>
    <App surroundings={entered} theme={theme} />
  </StrictMode>,
);
