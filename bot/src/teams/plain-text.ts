/** Converts a message's HTML to plain text. No markup remains, and nothing is rendered. */
export function plainText(html: string): string {
  return decode(
    withoutElement(withoutElement(html, "script"), "style")
      .replace(/<br\s*\/?>|<\/(?:p|div|li|h[1-6]|tr)>/giu, "\n")
      .replace(/<[^<>]*>/gu, ""),
  )
    .replace(/[^\S\n]+/gu, " ")
    .replace(/ ?\n[ \n]*/gu, "\n")
    .trim();
}

/**
 * Removes elements with their content; an unclosed one stays. A single pattern would search for each closing tag again.
 */
function withoutElement(html: string, name: string): string {
  const begin = new RegExp(`<${name}\\b`, "giu");
  const end = new RegExp(`</${name}>`, "giu");
  let remaining = "";
  let from = 0;
  for (let found = begin.exec(html); found; found = begin.exec(html)) {
    end.lastIndex = begin.lastIndex;
    if (!end.test(html)) {
      break;
    }
    remaining += html.slice(from, found.index);
    from = end.lastIndex;
    begin.lastIndex = from;
  }
  return remaining + html.slice(from);
}

const namedEntities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** Decodes HTML entities; an unknown one stays unchanged. */
export function decode(html: string): string {
  return html.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/giu, (all, decimal, hex, name) => {
    if (name !== undefined) {
      return namedEntities[String(name).toLowerCase()] ?? all;
    }
    return character(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)) ?? all;
  });
}

const character = (code: number): string | undefined =>
  code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : undefined;
