import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Resvg } from "@resvg/resvg-js";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** In pixels, as Teams asks for them. */
export const icons = { color: 192, outline: 32 } as const;

/** The icon as PNG, drawn from the SVG beside this file. */
export async function drawn(name: keyof typeof icons): Promise<Buffer> {
  const svg = await readFile(at(`${name}.svg`), "utf8");
  return new Resvg(svg, { fitTo: { mode: "width", value: icons[name] } }).render().asPng();
}

// `npm run icons` after a change of the drawings: what Teams gets is committed, so that it can be looked at.
if (import.meta.main) {
  for (const name of Object.keys(icons) as (keyof typeof icons)[]) {
    await writeFile(at(`${name}.png`), await drawn(name));
  }
}
