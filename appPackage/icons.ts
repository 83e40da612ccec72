import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Edge length in pixels, as Teams requires. */
export const icons = { color: 192, outline: 32 } as const;

/** Renders the SVG beside this file as PNG. */
export async function renderIcon(name: keyof typeof icons): Promise<Buffer> {
  const svg = await readFile(fromHere(`${name}.svg`), "utf8");
  return new Resvg(svg, { fitTo: { mode: "width", value: icons[name] } }).render().asPng();
}

// `npm run icons`, after a change of the SVG files. The PNG files are committed so that they can be reviewed.
if (import.meta.main) {
  for (const name of Object.keys(icons) as (keyof typeof icons)[]) {
    await writeFile(fromHere(`${name}.png`), await renderIcon(name));
  }
}
