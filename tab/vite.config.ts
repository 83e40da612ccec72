import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { leaveSchemas, readWords } from "./light.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the tab; in mode `host` also the page that stands in for Teams, which production never has. */
export default defineConfig(({ mode }) => ({
  root: at("."),
  base: "/tab/",
  plugins: [react(), readWords(), leaveSchemas()],
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
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: {
        tab: at("index.html"),
        ...(mode === "host" ? { host: at("host/index.html"), meeting: at("host/meeting.html") } : {}),
      },
      // What the first page needs comes in one piece: in many it is heavier, and slower to ask for.
      ...(mode === "host" ? {} : { output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } } }),
    },
  },
}));
