import { join, resolve } from "node:path";
import { cruise } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";

export const root = resolve(import.meta.dirname, "../..");

/** An import that breaks a rule. For a cycle it is one of its imports. */
export interface Break {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** All imports that break the import rules in the tree below `folder`. */
export async function breaksIn(folder: string): Promise<readonly Break[]> {
  const options = await rules();
  const { output } = await cruise(["bot", "tab"], { ...options, baseDir: folder });
  if (typeof output === "string") {
    throw new Error(output);
  }
  if (output.summary.totalCruised === 0) {
    throw new Error(`there is nothing to check in ${folder}`);
  }
  return output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

export async function ruleNames(): Promise<readonly string[]> {
  const { ruleSet } = await rules();
  return (ruleSet?.forbidden ?? []).map(({ name }) => name ?? "");
}

const rules = () => extractDepcruiseOptions(join(root, ".dependency-cruiser.mjs"));
