import type { Part } from "../lib/feature.ts";
import { LazyPart } from "./lazy-part.tsx";

/** Renders sections one below the other. Adjacent lazy ones appear together, with one error message for all of them. */
export function Sections<P extends object>({ of, props }: { readonly of: readonly Part<P>[]; readonly props: P }) {
  return groupsOf(of).map((group) => {
    const sections = group.map(({ key, Component }) => <Component key={key} {...props} />);
    const [{ key, isLazy }] = group;
    return isLazy ? <LazyPart key={key}>{sections}</LazyPart> : sections;
  });
}

type Group<P> = readonly [Part<P>, ...Part<P>[]];

/** Groups adjacent parts of the same kind. */
function groupsOf<P>(parts: readonly Part<P>[]): readonly Group<P>[] {
  const groups: [Part<P>, ...Part<P>[]][] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    if (last?.[0].isLazy && part.isLazy) {
      last.push(part);
    } else {
      groups.push([part]);
    }
  }
  return groups;
}
