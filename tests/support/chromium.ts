import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright-core";

/**
 * Starts a real browser: the one that `CHROME_PATH` names, else the Chromium that npm installs on Linux, else an
 * installed Chrome, Edge or Chromium. The caller closes it.
 *
 * @throws Error if there is none
 */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const found = installedByEnvironment() ?? installedByNpm() ?? installedOnMachine();
  if (!found) {
    throw new Error("no browser: install Chrome, Edge or Chromium, or name one with CHROME_PATH");
  }
  return chromium.launch({
    executablePath: found.path,
    env: { ...process.env, ...found.env },
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none", ...args],
  });
}

interface Found {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

function installedByEnvironment(): Found | undefined {
  const path = process.env.CHROME_PATH;
  if (!path) {
    return undefined;
  }
  if (!existsSync(path)) {
    throw new Error(`CHROME_PATH names no file: ${path}`);
  }
  return { path, env: {} };
}

/**
 * Unpacks the Chromium of `@sparticuz/chromium`, with its bundled libraries if the machine lacks them.
 *
 * Not by its own `executablePath`, which unpacks to one shared path, keeps an older version that it finds there, and
 * returns a half-written file when two test files start at once. This folder's name contains the version, and a rename
 * makes it appear complete.
 */
function installedByNpm(): Found | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") {
    return undefined;
  }
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const home = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
  const folder = join(root, "node_modules", ".cache", "gnista", `chromium-${version}`);
  if (!existsSync(folder)) {
    unpack(entry, join(home, "bin"), folder);
  }

  const path = join(folder, "chromium");
  const lacksLibraries = execFileSync("ldd", [path], { encoding: "utf8" }).includes("not found");
  return {
    path,
    env: {
      ...(lacksLibraries ? { LD_LIBRARY_PATH: join(folder, "al2023", "lib") } : {}),
      ...(existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(folder, "fonts") }),
    },
  };
}

function unpack(entry: string, packs: string, folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const staging = mkdtempSync(`${folder}-`);
  const script = `
    import { inflate } from ${JSON.stringify(entry)};
    for (const name of ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"]) {
      await inflate(${JSON.stringify(packs)} + "/" + name);
    }`;
  execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    // `inflate` can only write to the temporary folder.
    env: { ...process.env, TMPDIR: staging },
    stdio: "inherit",
  });
  const fonts = join(staging, "fonts", "fonts.conf");
  writeFileSync(fonts, readFileSync(fonts, "utf8").replace("/tmp/fonts<", `${join(folder, "fonts")}<`));
  try {
    renameSync(staging, folder);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(folder)) {
      throw error;
    }
  }
}

function installedOnMachine(): Found | undefined {
  const path = places.find((place) => existsSync(place));
  return path === undefined ? undefined : { path, env: {} };
}

const places = [
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/microsoft-edge",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ...["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) => {
    const base = process.env[name];
    return base === undefined
      ? []
      : [`${base}\\Google\\Chrome\\Application\\chrome.exe`, `${base}\\Microsoft\\Edge\\Application\\msedge.exe`];
  }),
];
