import { plainLineEnds } from "./plain-line-ends.ts";

/** Removes control characters, zero-width spaces and direction overrides; keeps the joiners that emoji need. */
export function visibleOnly(text: string): string {
  return plainLineEnds(text.toWellFormed())
    .replace(/[\p{Cc}\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu, (c) =>
      c === "\n" || c === "\t" ? c : "",
    )
    .trim();
}
