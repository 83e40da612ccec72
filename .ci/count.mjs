import { readFileSync } from "node:fs";

/*
 * Counts what .ci/run did, from the exit codes of install, tests and gate and from Vitest's report. What failed without
 * being a test is said, and counts as one failure.
 */

const [installed, tested, verified] = process.argv.slice(2).map(Number);
const files = report().testResults ?? [];
const count = (file, status) => file.assertionResults.filter((test) => test.status === status).length;
const total = (of) => files.reduce((sum, file) => sum + of(file), 0);

const passed = total((file) => count(file, "passed"));
const failedTests = total((file) => count(file, "failed"));
// A file that did not load, or whose preparation failed, has no test that says so.
const failedFiles = files.filter((file) => file.status === "failed" && count(file, "failed") === 0);
const others = [
  ...failedFiles.map((file) => `${file.name}: ${file.message}`),
  ...(installed === 0 ? [] : ["npm install failed"]),
  ...(verified === 0 ? [] : ["npm run verify failed"]),
  ...(passed + failedTests + failedFiles.length === 0 ? ["the tests left no report"] : []),
  ...(tested !== 0 && failedTests + failedFiles.length === 0 && passed > 0
    ? ["npm test failed besides its tests"]
    : []),
];

const failed = failedTests + others.length;
process.stdout.write([...others.map((line) => `failed: ${line}`), `${passed} passed, ${failed} failed`, ""].join("\n"));
process.exitCode = failed === 0 ? 0 : 1;

function report() {
  try {
    return JSON.parse(readFileSync(new URL("../.tmp/vitest.json", import.meta.url), "utf8"));
  } catch {
    return {};
  }
}
