export interface WakeTimer {
  set(inMs: number): void;
  clear(): void;
}

/** Fires once, at the earliest time that was set and at the latest after `mostMs`. Does not keep the process alive. */
export function openWakeTimer(ring: () => void, mostMs: number): WakeTimer {
  let timer: NodeJS.Timeout | undefined;
  let ringsAt = Number.POSITIVE_INFINITY;

  function clear(): void {
    clearTimeout(timer);
    ringsAt = Number.POSITIVE_INFINITY;
  }

  return {
    set(inMs) {
      const delay = Math.min(Math.max(0, Math.ceil(inMs)), mostMs);
      const at = performance.now() + delay;
      if (at < ringsAt) {
        clear();
        ringsAt = at;
        timer = setTimeout(() => {
          ringsAt = Number.POSITIVE_INFINITY;
          ring();
        }, delay).unref();
      }
    },
    clear,
  };
}
