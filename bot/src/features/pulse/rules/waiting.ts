import type { OwedItem } from "../api.ts";

/** By when it is due; what is due at the same moment in an order that does not change. */
export const soonestFirst = (items: readonly OwedItem[]): readonly OwedItem[] =>
  items.toSorted((a, b) => compare(a.dueAt, b.dueAt) || compare(a.feature, b.feature) || compare(a.key, b.key));

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
