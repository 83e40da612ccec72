import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Far from Stockholm and off the hour: what depends on the machine's zone shows.
    env: { TZ: "Asia/Kathmandu" },
    testTimeout: 30_000,
  },
});
