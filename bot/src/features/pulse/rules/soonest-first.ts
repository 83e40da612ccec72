import type { OwedItem } from "../api.ts";

/** Sorts by due time; items due at the same moment have a stable order. */
export const soonestFirst = (items: readonly OwedItem[]): readonly OwedItem[] =>
  items.toSorted((a, b) => compare(a.dueAt, b.dueAt) || compare(a.feature, b.feature) || compare(a.key, b.key));

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
