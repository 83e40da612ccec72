import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { inlinePlugins } from "./inline-plugins.ts";

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The script that calls Teams and the server, with its imports: loaded before the code that renders. */
const begin = { name: "begin", test: /\/(?:teams-js|src\/bootstrap\.ts)\b/, priority: 1 };
/** The rest of the first page in one chunk: several chunks are larger, and slower to fetch. */
const first = { name: "first", tags: ["$initial" as const] };

/** Builds the tab; in mode `host` also the page that stands in for Teams, which production never has. */
export default defineConfig(({ mode }) => ({
  root: fromHere("."),
  base: "/tab/",
  plugins: [react(), ...inlinePlugins()],
  resolve: {
    alias: [
      { find: /^@formatjs\/icu-messageformat-parser$/, replacement: "@formatjs/icu-messageformat-parser/no-parser.js" },
    ],
  },
  build: {
    outDir: fromHere("../dist/tab"),
    emptyOutDir: true,
    // Teams' clients are evergreen.
    target: "es2023",
    // Browsers of that age support module preloading.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: {
        tab: fromHere("index.html"),
        ...(mode === "host" ? { host: fromHere("host/index.html"), meeting: fromHere("host/meeting.html") } : {}),
      },
      output: { codeSplitting: { groups: mode === "host" ? [begin] : [begin, first] } },
    },
  },
}));
