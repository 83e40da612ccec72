/** What is to be let go of while Teams keeps the tab in the background, and taken up when it is back. */
export interface SuspendHandlers {
  rest(): void;
  wake(): void;
}

const known = new Set<SuspendHandlers>();

/** Returns what takes it back. */
export function onSuspend(resting: SuspendHandlers): () => void {
  known.add(resting);
  return () => known.delete(resting);
}

export function notifySuspend(): void {
  for (const one of known) {
    one.rest();
  }
}

export function notifyResume(): void {
  for (const one of known) {
    one.wake();
  }
}
