import { type ComponentType, createElement, lazy, useState } from "react";
import { Unreachable } from "./api.ts";

/** A chunk of the tab could not be fetched. */
export class NotFetched extends Unreachable {
  /** Lets the next render fetch the chunk again. */
  readonly forget: () => void;

  constructor(forget: () => void, options: ErrorOptions) {
    super("a part of the tab did not come", options);
    this.forget = forget;
  }
}

export type Load<P> = () => Promise<{ default: ComponentType<P> }>;

/** A component whose code can be fetched ahead; then it renders at once. */
export type LazyComponent<P> = ComponentType<P> & { readonly fetch: () => Promise<void> };

/**
 * A component whose code is fetched when it is first rendered. React's `lazy` keeps a failure for ever; here
 * `components/lazy-boundary.tsx` resets it.
 */
export function lazyComponent<P extends object>(load: Load<P>): LazyComponent<P> {
  let Latest = begin(load);
  function begin(loadNow: Load<P>): ComponentType<P> {
    return lazy(() =>
      whenOnline(loadNow).catch((cause: unknown) => {
        const forget = () => {
          Latest = begin(anew(load, cause));
        };
        throw new NotFetched(forget, { cause });
      }),
    );
  }
  return Object.assign((props: P) => createElement(MountedAs<P>, { latest: () => Latest, props }), {
    async fetch() {
      Latest = (await load()).default;
    },
  });
}

/** Keeps the component that it was mounted with: a chunk fetched later is the same code. */
function MountedAs<P extends object>({
  latest,
  props,
}: {
  readonly latest: () => ComponentType<P>;
  readonly props: P;
}) {
  const [Part] = useState(latest);
  return createElement(Part, props);
}

/**
 * A browser may never retry a failed import, so it is not attempted while offline. Deferred, because the check takes
 * time during rendering.
 */
async function whenOnline<T>(load: () => Promise<T>): Promise<T> {
  await undefined;
  if (!navigator.onLine) {
    throw new Error("there is no connection");
  }
  return load();
}

/**
 * Chromium remembers the failure by address and names the address in the error; another query string fetches the chunk
 * again.
 */
function anew<P>(load: Load<P>, cause: unknown): Load<P> {
  const [address] = /https?:\S+\.js/.exec(String(cause)) ?? [];
  return address === undefined ? load : () => import(/* @vite-ignore */ `${address}?again=${Date.now()}`);
}
