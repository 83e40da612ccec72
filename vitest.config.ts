import { globSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { memoryFolder } from "./tests/support/memory-folder.ts";

/** Drive a real browser in a team of their own: they wait more than they work. */
const browsers = ["tests/tab/**/*.test.ts"];
/** Start the real Playground or whole processes, and have seconds to do it in: two at a time, when the house is done. */
const wholeWay = ["tests/e2e/**/*.test.ts", "tests/build/**/*.test.ts", "tests/architecture/new-feature.test.ts"];
/** Run where `new-feature.test.ts` puts them. */
const ofFixtures = ["tests/fixtures/**"];
/** Builds the tab that they open. */
const globalSetup = "tests/support/built-tab.ts";

const temporary = memoryFolder();

/** `npm run test:fast` leaves these out: tests that start processes, and tests that take most of a minute by themselves. */
const slow = () => [
  ...globSync("tests/**/*.test.ts").filter((file) => readFileSync(file, "utf8").includes('"node:child_process"')),
];

export default defineConfig(({ mode }) => ({
  test: {
    env: {
      // Far from Stockholm and off the hour: what depends on the machine's zone shows.
      TZ: "Asia/Kathmandu",
      APPLICATION_INSIGHTS_NO_STATSBEAT: "true",
      ...(temporary === undefined ? {} : { TMPDIR: temporary }),
      ...(mode === "soak" ? { SOAK: "1" } : {}),
    },
    // Limits for a machine that is busy with something else; no test waits for them.
    testTimeout: mode === "soak" ? 600_000 : 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    reporters: ["default", ["json", { outputFile: ".tmp/vitest.json" }]],
    projects: [
      {
        extends: true,
        // Vitest leaves one core to itself, which is half of a small machine.
        test: {
          name: "house",
          // `npm run record-cards` writes fixtures, by intent alone.
          include: mode === "record" ? ["tests/compatibility/record.ts"] : ["tests/**/*.test.ts"],
          exclude: [...browsers, ...wholeWay, ...ofFixtures, ...(mode === "fast" ? slow() : [])],
          maxWorkers: "100%",
          // Loading the SDKs once per worker instead of once per file halves the time; files keep no state to share.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        // A busy machine now and then loses a browser's whole second: what fails twice, fails.
        test: {
          name: "browsers",
          include: browsers,
          globalSetup,
          // More than there are cores: most of a test's time goes by in undo times, animations and loading.
          maxWorkers: Math.min(6, 2 * availableParallelism()),
          // A worker keeps its modules and its browser from one file to the next.
          isolate: false,
          testTimeout: mode === "soak" ? 1_800_000 : 600_000,
          retry: 1,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        // A browser or a Playground on a shared machine now and then loses a whole second: what fails twice, fails.
        test: {
          name: "whole way",
          include: wholeWay,
          globalSetup,
          maxWorkers: 2,
          retry: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
}));
