import { type ComponentType, createElement, lazy, useState } from "react";
import { Unreachable } from "./api.ts";

/** A part of the tab that did not come. */
export class NotFetched extends Unreachable {
  /** The next time that it is shown, it is fetched again. */
  readonly forget: () => void;

  constructor(forget: () => void, options: ErrorOptions) {
    super("a part of the tab did not come", options);
    this.forget = forget;
  }
}

export type Load<P> = () => Promise<{ default: ComponentType<P> }>;

/** A part that may be fetched before it is shown. Then it shows at once. */
export type LazyComponent<P> = ComponentType<P> & { readonly fetch: () => Promise<void> };

/**
 * A part of the tab that is fetched when it is first shown. React's own `lazy` keeps a failure for good; here it is
 * forgotten by whoever shows it (`components/lazy-boundary.tsx`).
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

/** Stays what it was when it was mounted: what is fetched ahead meanwhile is the same part. */
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
 * What a browser could not import, it may never import again: where it is sure to fail it is not tried. Asked for when what
 * is being drawn stands: asking takes time.
 */
async function whenOnline<T>(load: () => Promise<T>): Promise<T> {
  await undefined;
  if (!navigator.onLine) {
    throw new Error("there is no connection");
  }
  return load();
}

/** Chromium keeps the failure under the address that it names in it; under another the same is fetched again. */
function anew<P>(load: Load<P>, cause: unknown): Load<P> {
  const [address] = /https?:\S+\.js/.exec(String(cause)) ?? [];
  return address === undefined ? load : () => import(/* @vite-ignore */ `${address}?again=${Date.now()}`);
}
