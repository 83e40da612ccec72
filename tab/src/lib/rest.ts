/** What is to be let go of while Teams keeps the tab in the background, and taken up when it is back. */
export interface Resting {
  rest(): void;
  wake(): void;
}

const known = new Set<Resting>();

/** Returns what takes it back. */
export function whileAway(resting: Resting): () => void {
  known.add(resting);
  return () => known.delete(resting);
}

export function sayRest(): void {
  for (const one of known) {
    one.rest();
  }
}

export function sayWake(): void {
  for (const one of known) {
    one.wake();
  }
}
