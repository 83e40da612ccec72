import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export const themes = ["light", "dark", "contrast"] as const;
export type ThemeFile = (typeof themes)[number];

/** Bytes of JavaScript that the first page may take, as gzip sends it. */
export const MAX_FIRST_BYTES = 140_000;

/** A tab that was built for production, by its files. */
export function builtPages(folder: string) {
  const assets = () => readdirSync(join(folder, "assets")).filter((name) => !name.endsWith(".br"));
  const content = (name: string) => readFileSync(join(folder, "assets", name), "utf8");
  const scripts = () => assets().filter((name) => name.endsWith(".js"));
  const named = (begin: string) => scripts().filter((name) => name.startsWith(begin));

  /** The scripts that the page itself names: run at once, or fetched to be run as soon as Teams and the server are asked. */
  const pageScripts = () =>
    [...readFileSync(join(folder, "index.html"), "utf8").matchAll(/assets\/([^"]+\.js)"/g)].map(
      ([, name]) => name ?? "",
    );

  /** The scripts that come with these: what they import as they load, not what they may ask for later. */
  function withImports(names: readonly string[]): Set<string> {
    const found = new Set(names);
    for (const name of found) {
      for (const [, imported] of content(name).matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) {
        found.add(imported ?? "");
      }
    }
    return found;
  }

  const gzipped = (names: Iterable<string>) =>
    [...names].reduce((sum, name) => sum + gzipSync(content(name), { level: 9 }).length, 0);

  /** What a theme adds to the one that comes along. */
  const ofTheme = (theme: ThemeFile) => (theme === "light" ? [] : named(`${theme}-`));
  const firstBytes = (theme: ThemeFile) => gzipped(withImports([...pageScripts(), ...ofTheme(theme)]));

  return { assets, content, scripts, named, pageScripts, withImports, gzipped, ofTheme, firstBytes };
}
