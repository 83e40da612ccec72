import { readdirSync, readFileSync } from "node:fs";
import { json } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/*
 * `npm run sbom`: reads the bill of materials that `npm sbom` prints, and prints the part that is deployed: the packages of
 * the server, and those that the tab is built from. The development tools are left out.
 */

interface Bill {
  readonly metadata: { readonly component: { readonly "bom-ref": string } };
  readonly components: readonly {
    readonly "bom-ref": string;
    readonly name: string;
    readonly scope: string;
    readonly properties: readonly { readonly name: string }[];
  }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const { name, version, dependencies } = JSON.parse(readFileSync(fromHere("../package.json"), "utf8"));

const fullBill = (await json(process.stdin)) as Bill;
process.stdout.write(
  `${JSON.stringify(deployedBill(fullBill, [...Object.keys(dependencies), ...tabPackages()]), null, 2)}\n`,
);

/** npm lists the tab's packages as development dependencies: they are bundled, not installed. */
function tabPackages(): readonly string[] {
  return readdirSync(fromHere("../tab/src"), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .flatMap((path) => [
      ...readFileSync(fromHere(`../tab/src/${path}`), "utf8").matchAll(/ from "((?:@[^/"]+\/)?[\w-][^/"]*)/g),
    ])
    .map(([, imported = ""]) => imported);
}

function deployedBill(bill: Bill, packages: readonly string[]) {
  const { component } = bill.metadata;
  const needs = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const first = (needs.get(component["bom-ref"]) ?? []).filter((ref) => packages.includes(nameIn(ref)));
  const refs = new Set(first);
  for (const ref of refs) {
    // A Set's iterator also visits items that are added during the iteration.
    for (const needed of needs.get(ref) ?? []) {
      refs.add(needed);
    }
  }
  return {
    ...bill,
    metadata: { ...bill.metadata, component: { ...component, name, version } },
    components: bill.components
      .filter((one) => refs.has(one["bom-ref"]))
      .map((one) => (one.properties.some(isDevDependency) ? { ...one, scope: "required", properties: [] } : one)),
    dependencies: [
      { ref: component["bom-ref"], dependsOn: first },
      ...bill.dependencies.filter(({ ref }) => refs.has(ref)),
    ],
  };
}

function nameIn(ref: string): string {
  return ref.slice(0, ref.lastIndexOf("@"));
}

function isDevDependency(property: { readonly name: string }): boolean {
  return property.name === "cdx:npm:package:development";
}
