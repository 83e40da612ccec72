import { Unavailable } from "./document-store.ts";
import { TryLater } from "./outbox.ts";

/** True for transient errors: the store or Teams is overloaded, and a retry may succeed. */
export const isTransient = (error: unknown): error is TryLater | Unavailable =>
  error instanceof TryLater || error instanceof Unavailable;
