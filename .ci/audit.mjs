import { readFileSync } from "node:fs";

/*
 * `npm run audit`: reads `npm audit --json` and fails at vulnerabilities of level high or critical, in what is deployed and in
 * tools. `.ci/audit-allow.json` lists what cannot be mended yet: [{ "advisory": its url, "reason", "until": "YYYY-MM-DD" }].
 * After that day an entry no longer counts.
 */

const [allowFile = new URL("audit-allow.json", import.meta.url), today = new Date().toISOString().slice(0, 10)] =
  process.argv.slice(2);
const report = JSON.parse(readFileSync(0, "utf8"));
if (report.vulnerabilities === undefined) {
  throw new Error(`npm audit found no answer: ${report.message ?? report.error?.summary ?? "try again later"}`);
}
const allowed = new Set(
  JSON.parse(readFileSync(allowFile, "utf8"))
    .filter(({ reason, until }) => reason && until >= today)
    .map(({ advisory }) => advisory),
);
const found = Object.values(report.vulnerabilities)
  .flatMap(({ via }) => via)
  .filter((one) => typeof one === "object" && ["high", "critical"].includes(one.severity) && !allowed.has(one.url));
for (const { name, severity, title, url } of found) {
  process.stdout.write(`${name}: ${severity}, ${title} ${url}\n`);
}
process.stdout.write(`${found.length} vulnerabilities of level high or critical\n`);
process.exitCode = found.length === 0 ? 0 : 1;
