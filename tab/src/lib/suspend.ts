/** Called when Teams suspends the tab and when it resumes it. */
export interface SuspendHandlers {
  rest(): void;
  wake(): void;
}

const known = new Set<SuspendHandlers>();

/** Returns a function that unregisters the handlers. */
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
