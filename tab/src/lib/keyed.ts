/**
 * Items with a key each, for a list whose items have no id. An item's key is what it shows, numbered where several show
 * the same, so that an item keeps its element when others come, go or change places.
 */
export function keyed<T>(
  items: readonly T[],
  shown: (item: T) => string,
): readonly { readonly key: string; readonly item: T }[] {
  const counts = new Map<string, number>();
  return items.map((item) => {
    const name = shown(item);
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return { key: `${count} ${name}`, item };
  });
}
