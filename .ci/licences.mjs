import { readFileSync } from "node:fs";

/*
 * `npm run licences [lock file]`: fails where a package of the lock file has a licence that is not allowed. Development tools
 * may have more licences than the server and the tab, because nothing of them is distributed.
 */

const DEPLOYED =
  "MIT ISC Apache-2.0 BSD-2-Clause BSD-3-Clause 0BSD BlueOak-1.0.0 Unlicense Zlib PSF-2.0 CC-BY-3.0".split(" ");
const TOOLS = [...DEPLOYED, "MPL-2.0"];

/** Packages whose lock entry does not name an SPDX licence; each was read. */
const READ = {
  cldrjs: "MIT, in its LICENSE-MIT",
  semaphore: "MIT, in its package.json's old `licenses` field",
  "@microsoft/m365agentsplayground": "Microsoft's own; a tool of `npm start` that is not distributed",
};

const [file = new URL("../package-lock.json", import.meta.url)] = process.argv.slice(2);
const { packages } = JSON.parse(readFileSync(file, "utf8"));

/** `A OR B` needs one of them, `A AND B` (or `A and B`) needs both. */
const isAllowed = (licence, allowed) =>
  licence
    .replace(/[()]/g, "")
    .split(/ or /i)
    .some((choice) => choice.split(/ and /i).every((one) => allowed.includes(one)));

const wrong = Object.entries(packages)
  .filter(([path]) => path !== "")
  .map(([path, about]) => ({ name: path.replace(/.*node_modules\//, ""), ...about }))
  .filter(({ name }) => !(name in READ))
  .filter(({ dev, license = "none" }) => !isAllowed(license, dev ? TOOLS : DEPLOYED));

for (const { name, version, license = "none" } of wrong) {
  process.stdout.write(
    `${name} ${version}: licence ${license} is not allowed. Use another package, or see .ci/licences.mjs\n`,
  );
}
process.stdout.write(
  `${Object.keys(packages).length - 1} packages, ${wrong.length} with a licence that is not allowed\n`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
