/** Random choices that a seed reproduces. */
export interface Chances {
  /** An integer from 0 to `most` - 1. */
  below(most: number): number;
  oneOf<T>(list: readonly T[]): T;
  /** True with probability 1/`n`. */
  once(n: number): boolean;
}

/** mulberry32: small, and the same on every machine. */
export function chances(seed: number): Chances {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (most: number) => Math.floor(next() * most);
  return {
    below,
    oneOf<T>(list: readonly T[]): T {
      const found = list[below(list.length)];
      if (list.length === 0) {
        throw new Error("nothing to choose from");
      }
      return found as T;
    },
    once: (n) => below(n) === 0,
  };
}
