import { useEffect, useMemo, useState } from "react";
import { initialRoutes, type Pages, type Router, type TabRoute } from "./router.ts";
import { onBackButton, type Surroundings } from "./teams.ts";

/** The navigation stack of the tab, also driven by Teams' back button. */
export function useNavigation(pages: Pages, surroundings: Pick<Surroundings, "teamId" | "subPage">): Router {
  const [visited, setVisited] = useState<readonly [TabRoute, ...TabRoute[]]>(() => initialRoutes(pages, surroundings));
  const [hasMoved, setMoved] = useState(false);
  const place = visited.at(-1) ?? visited[0];
  const behind = visited.at(-2);
  const way = useMemo(
    () => ({
      route: place,
      behind,
      hasMoved,
      go(to: TabRoute) {
        setMoved(true);
        setVisited((before) => [...before, to]);
      },
      back() {
        setMoved(true);
        setVisited(withoutLast);
      },
    }),
    [place, behind, hasMoved],
  );
  useEffect(() => {
    onBackButton(() => {
      way.back();
      return way.behind !== undefined;
    });
  }, [way]);
  useEffect(() => {
    // A new page starts at its top.
    void place;
    scrollTo(0, 0);
  }, [place]);
  return way;
}

function withoutLast([first, ...rest]: readonly [TabRoute, ...TabRoute[]]): readonly [TabRoute, ...TabRoute[]] {
  return [first, ...rest.slice(0, -1)];
}
