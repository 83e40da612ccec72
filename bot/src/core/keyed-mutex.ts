/**
 * A mutex per name, within this process: calls with the same name run one after the other, in the order of the calls. A
 * failed call does not block the next. Unused names take no memory.
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
