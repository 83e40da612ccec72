import type { Card } from "../core/outbox.ts";

/** The text of a card, one line for each paragraph, without fields and buttons: for a place that takes text alone. */
export const cardText = (card: Card): string =>
  textsIn((card as Card & { readonly body?: unknown }).body)
    .filter((text) => text !== "")
    .join("\n");

/** Hidden groups are left out. */
function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(textsIn);
  }
  if (typeof value !== "object" || value === null || ("isVisible" in value && value.isVisible === false)) {
    return [];
  }
  if ("type" in value && String(value.type).startsWith("Action")) {
    return [];
  }
  const own = "text" in value && typeof value.text === "string" ? [value.text] : [];
  return [...own, ...Object.values(value).flatMap((part) => (typeof part === "object" ? textsIn(part) : []))];
}
