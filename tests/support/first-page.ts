import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export const themes = ["light", "dark", "contrast"] as const;
export type ThemeFile = (typeof themes)[number];

/** The maximum size of the first page's JavaScript in bytes, with gzip. */
export const MAX_FIRST_BYTES = 140_000;

/** The files of a tab that was built for production. */
export function builtPages(folder: string) {
  const assets = () => readdirSync(join(folder, "assets")).filter((name) => !name.endsWith(".br"));
  const content = (name: string) => readFileSync(join(folder, "assets", name), "utf8");
  const scripts = () => assets().filter((name) => name.endsWith(".js"));
  const scriptsNamed = (begin: string) => scripts().filter((name) => name.startsWith(begin));

  /**
   * The scripts that the page itself names: run at once, or preloaded to run right after the first requests to Teams
   * and the server.
   */
  const pageScripts = () =>
    [...readFileSync(join(folder, "index.html"), "utf8").matchAll(/assets\/([^"]+\.js)"/g)].map(
      ([, name]) => name ?? "",
    );

  /** These scripts and their static imports, without dynamic ones. */
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

  /** The scripts of a theme, in addition to those of the built-in light theme. */
  const ofTheme = (theme: ThemeFile) => (theme === "light" ? [] : scriptsNamed(`${theme}-`));
  const firstBytes = (theme: ThemeFile) => gzipped(withImports([...pageScripts(), ...ofTheme(theme)]));

  return { assets, content, scripts, scriptsNamed, pageScripts, withImports, gzipped, ofTheme, firstBytes };
}
