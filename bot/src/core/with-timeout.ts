/**
 * Resolves or rejects as `work` does, or gives what `onTimeout` returns or throws once `ms` have passed. Whatever becomes
 * of the work after that is dropped.
 */
export async function withTimeout<T, L>(work: Promise<T>, ms: number, onTimeout: () => L): Promise<T | L> {
  const { promise: timedOut, resolve } = Promise.withResolvers<typeof TIMED_OUT>();
  const timer = setTimeout(resolve, ms, TIMED_OUT);
  try {
    const first = await Promise.race([work, timedOut]);
    return first === TIMED_OUT ? onTimeout() : first;
  } finally {
    clearTimeout(timer);
  }
}

const TIMED_OUT: unique symbol = Symbol("timed out");
