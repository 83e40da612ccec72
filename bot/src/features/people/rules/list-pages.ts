import type { DataList } from "../../../core/personal-data.ts";

/** The body of a card of 28 KB, without its buttons. */
const PAGE_BYTES = 22_000;
/** More lines are not read on one card. */
const MAX_LINES = 40;
/** The block around a text on a card. */
const BLOCK_BYTES = 160;

/**
 * Splits lists into pages that each fit into a card. A list that continues has its title on each page, and a line that
 * is too long for a page is split as well. There is always a page.
 */
export function listPages(lists: readonly DataList[]): readonly [readonly DataList[], ...(readonly DataList[])[]] {
  const full: (readonly DataList[])[] = [];
  let page: DataList[] = [];
  let bytes = 0;
  let count = 0;
  for (const { title, lines } of lists) {
    let list: string[] | undefined;
    for (const line of lines.flatMap(pieces)) {
      const titleBytes = list ? 0 : weight(title);
      if (count > 0 && (count === MAX_LINES || bytes + titleBytes + weight(line) > PAGE_BYTES)) {
        full.push(page);
        [page, bytes, count, list] = [[], 0, 0, undefined];
      }
      if (!list) {
        list = [];
        page.push({ title, lines: list });
        bytes += weight(title);
      }
      list.push(line);
      bytes += weight(line);
      count += 1;
    }
  }
  const [first = page, ...more] = [...full, page];
  return [first, ...more];
}

/** Bytes on a card: a character that could act there may be replaced by a longer one. */
const weight = (text: string) => Buffer.byteLength(JSON.stringify(text.replaceAll("<", "‹"))) + BLOCK_BYTES;

/** A character takes at most six bytes. */
const MAX_PIECE_LENGTH = 3_000;

function pieces(line: string): readonly string[] {
  const characters = [...line];
  return characters.length <= MAX_PIECE_LENGTH
    ? [line]
    : Array.from({ length: Math.ceil(characters.length / MAX_PIECE_LENGTH) }, (_, i) =>
        characters.slice(i * MAX_PIECE_LENGTH, (i + 1) * MAX_PIECE_LENGTH).join(""),
      );
}
