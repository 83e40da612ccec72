import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the tab; in mode `host` also the page that stands in for Teams, which production never has. */
export default defineConfig(({ mode }) => ({
  root: at("."),
  base: "/tab/",
  plugins: [react()],
  build: {
    outDir: at("../dist/tab"),
    emptyOutDir: true,
    // Teams' own clients are evergreen.
    target: "es2023",
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: { tab: at("index.html"), ...(mode === "host" ? { host: at("host/index.html") } : {}) },
    },
  },
}));
