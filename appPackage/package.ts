import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, parseEnv } from "node:util";
import { strToU8, zipSync } from "fflate";
import { problemsIn } from "./schema.ts";

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The files at the root of the zip. */
const TEXTS = ["manifest.json", "sv.json", "en.json"] as const;
const ICONS = ["color.png", "outline.png"] as const;

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Builds the app package that an administrator uploads: the manifest filled in from `env`, its language files and
 * icons.
 *
 * @throws Error that names every missing setting, and everything that Microsoft's schema refuses
 */
export async function appPackage(env: Env): Promise<Uint8Array> {
  const texts = new Map<string, string>();
  const missing = new Set<string>();
  for (const name of TEXTS) {
    texts.set(name, filledIn(await readFile(fromHere(name), "utf8"), env, missing));
  }
  if (missing.size > 0) {
    throw new Error(`These settings are empty, and the package needs them: ${[...missing].join(", ")}.`);
  }
  const problems = TEXTS.flatMap((name) => problemsIn(name, JSON.parse(texts.get(name) ?? "")));
  if (problems.length > 0) {
    throw new Error(`Teams would refuse this package:\n  ${problems.join("\n  ")}`);
  }

  const files: Record<string, Uint8Array> = {};
  for (const [name, text] of texts) {
    files[name] = strToU8(text);
  }
  for (const name of ICONS) {
    files[name] = await readFile(fromHere(name));
  }
  // A fixed time makes the same input produce the same bytes, so that two packages can be compared.
  return zipSync(files, { level: 9, mtime: new Date(2026, 0, 1) });
}

/** Replaces `${{NAME}}`, the Agents Toolkit's placeholder. */
function filledIn(text: string, env: Env, missing: Set<string>): string {
  return text.replace(/\$\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = env[name];
    if (!value) {
      missing.add(name);
    }
    return value ?? "";
  });
}

/** Reads the environment's file; variables of the process take precedence. */
async function environment(name: string): Promise<Env> {
  const file = fromHere(`../infra/env/.env.${name}`);
  if (!existsSync(file)) {
    throw new Error(`There is no infra/env/.env.${name}. Copy infra/env/.env.dev, and fill it in.`);
  }
  const set = Object.entries(process.env).filter(([, value]) => value);
  return { ...parseEnv(await readFile(file, "utf8")), ...Object.fromEntries(set) };
}

/** `npm run package`, or `npm run package -- --env prod`: writes the zip where the Agents Toolkit writes its own. */
async function run(): Promise<void> {
  const { values } = parseArgs({ options: { env: { type: "string", default: "dev" } } });
  const zip = await appPackage(await environment(values.env));
  const file = join(fromHere("./build"), `appPackage.${values.env}.zip`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, zip);
  process.stdout.write(`${relative(process.cwd(), file)} is ready to be uploaded in the Teams admin center.\n`);
}

if (import.meta.main) {
  run().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
