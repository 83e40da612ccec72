/**
 * Settles as `work` does, or after `ms` milliseconds with the result of `onTimeout`. A later result of the work is ignored.
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
