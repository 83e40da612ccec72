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
 * A small set of rows in which every value of each axis occurs with every value of every other axis: most defects of a
 * combination need only two values. Deterministic. Greedy over the full product, so meant for hundreds of rows. Among
 * equally good rows it takes the one whose pairs are used least, so that no pair occurs much more often than the
 * others.
 */
export function pairwise<const Axes extends Record<string, readonly unknown[]>>(axes: Axes): Row<Axes>[] {
  const candidates = fullProduct(axes).map((row) => ({ row, pairs: pairsOf(row) }));
  const uses = new Map(candidates.flatMap(({ pairs }) => pairs.map((pair) => [pair, 0])));
  const chosen: Row<Axes>[] = [];
  for (;;) {
    const [best] = candidates
      .map(({ row, pairs }) => {
        const used = pairs.map((pair) => uses.get(pair) ?? 0);
        return { row, pairs, gain: used.filter((times) => times === 0).length, wear: sumOf(used) };
      })
      .sort((a, b) => b.gain - a.gain || a.wear - b.wear);
    if (!best || best.gain === 0) {
      return chosen;
    }
    chosen.push(best.row);
    for (const pair of best.pairs) {
      uses.set(pair, (uses.get(pair) ?? 0) + 1);
    }
  }
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

/** Pairs in `npm test`, the full product in `npm run soak`. */
export const combinationsOf: typeof pairwise = (axes) =>
  process.env.SOAK === "1" ? fullProduct(axes) : pairwise(axes);

function pairsOf(row: Readonly<Record<string, unknown>>): string[] {
  const values = Object.entries(row);
  return values.flatMap((first, at) => values.slice(at + 1).map((second) => JSON.stringify([first, second])));
}
