import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { allFeatures } from "#bot/all-features.ts";
import type { Feature } from "#bot/core/feature.ts";
import { helpCommand } from "#bot/teams/help-command.ts";
import { isCommandKey, type ManifestCommands, manifestCommands } from "./commands.ts";
import { withEntries, withValue } from "./json-text.ts";

const FILES = ["manifest.json", "sv.json", "en.json"] as const;
export type ManifestFiles = Readonly<Record<(typeof FILES)[number], string>>;

const fromHere = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Returns the files with the commands that the features declare. Everything else stays byte for byte. */
export function withCommands(files: ManifestFiles, features: readonly Feature[]): ManifestFiles {
  return write(files, manifestCommands(features, helpCommand));
}

function write(files: ManifestFiles, { commandLists, extensionCommands, words }: ManifestCommands): ManifestFiles {
  const lists = withValue(files["manifest.json"], ["bots", 0, "commandLists"], commandLists);
  return {
    "manifest.json": withValue(lists, ["composeExtensions", 0, "commands"], extensionCommands),
    "sv.json": withEntries(files["sv.json"], isCommandKey, words.sv),
    "en.json": withEntries(files["en.json"], isCommandKey, words.en),
  };
}

/** The committed files. */
export async function manifestFiles(): Promise<ManifestFiles> {
  const [manifest, sv, en] = await Promise.all([
    readFile(fromHere("manifest.json"), "utf8"),
    readFile(fromHere("sv.json"), "utf8"),
    readFile(fromHere("en.json"), "utf8"),
  ]);
  return { "manifest.json": manifest, "sv.json": sv, "en.json": en };
}

/** `npm run manifest`, after a feature's declaration has changed. */
async function run(): Promise<void> {
  const before = await manifestFiles();
  const commands = manifestCommands(allFeatures, helpCommand);
  const after = write(before, commands);
  for (const name of FILES) {
    if (after[name] !== before[name]) {
      await writeFile(fromHere(name), after[name]);
    }
    process.stdout.write(`${name} ${after[name] === before[name] ? "is as declared" : "rewritten"}\n`);
  }
  for (const one of commands.leftOut) {
    process.stdout.write(`No room for ${one}.\n`);
  }
}

if (import.meta.main) {
  run().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
