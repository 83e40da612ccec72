import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import {
  bootstrapFirst,
  computeTokens,
  dropMutations,
  dropSchemas,
  dropTeamsLogger,
  precompileTexts,
} from "./inline-plugins.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What asks Teams and the server, and all that it needs: it is here before what draws. */
const begin = { name: "begin", test: /\/(?:teams-js|src\/begin\.ts)\b/, priority: 1 };
/** What the first page needs besides comes in one piece: in many it is heavier, and slower to ask for. */
const first = { name: "first", tags: ["$initial" as const] };

/** Builds the tab; in mode `host` also the page that stands in for Teams, which production never has. */
export default defineConfig(({ mode }) => ({
  root: at("."),
  base: "/tab/",
  plugins: [
    react(),
    precompileTexts(),
    dropSchemas(),
    dropMutations(),
    dropTeamsLogger(),
    computeTokens(),
    bootstrapFirst(),
  ],
  resolve: {
    alias: [
      { find: /^@formatjs\/icu-messageformat-parser$/, replacement: "@formatjs/icu-messageformat-parser/no-parser.js" },
    ],
  },
  build: {
    outDir: at("../dist/tab"),
    emptyOutDir: true,
    // Teams' own clients are evergreen.
    target: "es2023",
    // Browsers of that age preload modules by themselves.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: {
        tab: at("index.html"),
        ...(mode === "host" ? { host: at("host/index.html"), meeting: at("host/meeting.html") } : {}),
      },
      output: { codeSplitting: { groups: mode === "host" ? [begin] : [begin, first] } },
    },
  },
}));
