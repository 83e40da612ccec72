/**
 * Runs what is asked for under the same name one after the other, in the order in which it was asked, within this process.
 * Whoever fails holds nobody up. What nobody waits for is forgotten.
 */
export function keyedMutex(): <T>(name: string, act: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (name, act) => {
    const before = last.get(name);
    const mine = (before ?? Promise.resolve()).then(act, act);
    last.set(name, mine);
    try {
      return await mine;
    } finally {
      if (last.get(name) === mine) {
        last.delete(name);
      }
    }
  };
}
