/** Chances that come again from the same seed. */
export interface Chances {
  /** From 0 to below `most`. */
  below(most: number): number;
  oneOf<T>(list: readonly T[]): T;
  /** True once in `n` times. */
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
