/** A row chooses one value of each axis. */
export type Row<Axes extends Record<string, readonly unknown[]>> = {
  readonly [Axis in keyof Axes]: Axes[Axis][number];
};

/** Every combination of the axes' values. */
export function fullProduct<const Axes extends Record<string, readonly unknown[]>>(axes: Axes): Row<Axes>[] {
  const rows = Object.entries(axes).reduce<object[]>(
    (before, [axis, values]) => before.flatMap((row) => values.map((value) => ({ ...row, [axis]: value }))),
    [{}],
  );
  return rows as Row<Axes>[];
}

/**
 * Few rows in which each value of each axis meets each value of every other axis: most defects of a combination need two
 * values to show. The same axes give the same rows. Greedy over the full product, so meant for hundreds of rows.
 */
export function pairwise<const Axes extends Record<string, readonly unknown[]>>(axes: Axes): Row<Axes>[] {
  const candidates = fullProduct(axes).map((row) => ({ row, pairs: pairsOf(row) }));
  const missing = new Set(candidates.flatMap(({ pairs }) => pairs));
  const chosen: Row<Axes>[] = [];
  while (missing.size > 0) {
    const [best] = candidates
      .map(({ row, pairs }) => ({ row, pairs, gain: pairs.filter((pair) => missing.has(pair)).length }))
      .sort((a, b) => b.gain - a.gain);
    if (!best) {
      return chosen;
    }
    chosen.push(best.row);
    for (const pair of best.pairs) {
      missing.delete(pair);
    }
  }
  return chosen;
}

/** Pairs in `npm test`, the full product in `npm run soak`. */
export const combinationsOf: typeof pairwise = (axes) =>
  process.env.SOAK === "1" ? fullProduct(axes) : pairwise(axes);

function pairsOf(row: Readonly<Record<string, unknown>>): string[] {
  const values = Object.entries(row);
  return values.flatMap((first, at) => values.slice(at + 1).map((second) => JSON.stringify([first, second])));
}
