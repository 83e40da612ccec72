/** `count` names, in order. */
export const people = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `v${String(i).padStart(5, "0")}`);

/** The number of simultaneous requests that the browsers of one tenant send. */
const AT_ONCE = 200;

/** Runs all, `AT_ONCE` at a time. */
export async function together<T, R>(all: readonly T[], run: (one: T, index: number) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let start = 0; start < all.length; start += AT_ONCE) {
    const some = all.slice(start, start + AT_ONCE);
    done.push(...(await Promise.all(some.map((one, index) => run(one, start + index)))));
  }
  return done;
}
