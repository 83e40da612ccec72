import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";
import { bundlePlugins } from "./bundle-plugins.ts";

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Bundles the server into one file, `server.cjs`, that Node 24 runs without `node_modules`. It starts in well under
 * half the time of the unbundled server.
 *
 * Function names are kept, so that a stack in the log can be read without a source map.
 *
 * @returns esbuild's metafile
 * @throws Error with the bundler's message
 */
export async function buildServer({ outDir }: { readonly outDir: string }): Promise<Metafile> {
  const { metafile, outputFiles } = await build({
    entryPoints: [fromHere("./src/main.ts")],
    outfile: join(outDir, "server.cjs"),
    absWorkingDir: fromHere(".."),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node24",
    define: { "import.meta.dirname": "__dirname" },
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: "external",
    plugins: bundlePlugins,
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  await mkdir(outDir, { recursive: true });
  for (const { path, text } of outputFiles) {
    await writeFile(path, path.endsWith(".cjs") ? asciiOnly(text) : text);
  }
  await writeFile(join(outDir, "package.json"), await deployedPackageJson());
  return metafile;
}

/**
 * The bundler leaves non-ASCII letters in regular expressions. A single one makes V8 store the whole source in two
 * bytes per character.
 */
const asciiOnly = (code: string): string =>
  code.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

/**
 * The package.json that Azure App Service reads: the Node version and the start command. Nothing is installed there.
 */
async function deployedPackageJson(): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(fromHere("../package.json"), "utf8"));
  const about = { name, version, private: true, license, engines: { node: ">=24" } };
  return `${JSON.stringify({ ...about, scripts: { start: "node server.cjs" } }, null, 2)}\n`;
}

// `npm run build`: the server, with the built tab beside it.
if (import.meta.main) {
  await buildServer({ outDir: fromHere("../dist") });
}
