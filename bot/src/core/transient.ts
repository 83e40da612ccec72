import { TryLater } from "./delivery.ts";
import { Unavailable } from "./document-store.ts";

/** The store or Teams has no time now: no bug, and the same again in a while may well succeed. */
export const isTransient = (error: unknown): error is TryLater | Unavailable =>
  error instanceof TryLater || error instanceof Unavailable;
