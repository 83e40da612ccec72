/** Fluent restores the focus itself within a tenth of a second after a dialog or a menu closes. */
const OTHERS_FIRST_MS = 150;

/** An ancestor of the focused element, and its index among its siblings. */
interface Step {
  readonly node: Element;
  readonly at: number;
}

/**
 * Restores a lost focus. When the focused element is removed a browser moves the focus to the body; here it goes to the
 * element in its place: in a list to the item now at that position, else to the heading of the part.
 */
export function keepKeyboard(): () => void {
  let way: readonly Step[] = [];
  let isByHand = false;
  let landing: ReturnType<typeof setTimeout> | undefined;

  function note({ target }: FocusEvent): void {
    way = target instanceof Element ? wayUp(target) : [];
  }
  /** The user moved the focus away: it stays there. */
  function left(): void {
    queueMicrotask(() => {
      if (isNowhere() && way[0]?.node.isConnected) {
        way = [];
      }
    });
  }
  function look(): void {
    if (way[0]?.node.isConnected === false && isNowhere()) {
      clearTimeout(landing);
      landing = setTimeout(land, OTHERS_FIRST_MS);
    }
  }
  function land(): void {
    const place = isNowhere() ? placeNear(way) : undefined;
    if (place && !place.hasAttribute("tabindex")) {
      place.tabIndex = -1;
    }
    place?.focus({ preventScroll: isByHand });
  }
  function touched(): void {
    isByHand = true;
  }
  function typed(): void {
    isByHand = false;
  }

  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  const listening = new AbortController();
  const early = { capture: true, signal: listening.signal };
  document.addEventListener("focusin", note, early);
  document.addEventListener("focusout", left, early);
  document.addEventListener("pointerdown", touched, early);
  document.addEventListener("keydown", typed, early);
  return () => {
    observer.disconnect();
    listening.abort();
    clearTimeout(landing);
  };
}

/** False when the focus is outside the tab: the focus is never taken from Teams. */
const isNowhere = (): boolean =>
  document.hasFocus() && (document.activeElement === null || document.activeElement === document.body);

function wayUp(from: Element): readonly Step[] {
  const steps: Step[] = [];
  for (let node = from; node.parentElement !== null; node = node.parentElement) {
    steps.push({ node, at: [...node.parentElement.children].indexOf(node) });
  }
  return steps;
}

function placeNear(way: readonly Step[]): HTMLElement | undefined {
  const nth = way.findIndex(({ node }) => node.isConnected);
  const around = way[nth]?.node;
  const line = around?.matches("ul, ol")
    ? around.children[Math.min(way[nth - 1]?.at ?? 0, around.children.length - 1)]
    : undefined;
  const place = line ?? around?.closest("section")?.querySelector("h2") ?? document.querySelector("main h1");
  return place instanceof HTMLElement ? place : undefined;
}
