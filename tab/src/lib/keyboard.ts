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
  let ancestors: readonly Step[] = [];
  let isPointerUsed = false;
  let restoreTimer: ReturnType<typeof setTimeout> | undefined;

  function recordFocus({ target }: FocusEvent): void {
    ancestors = target instanceof Element ? ancestorsOf(target) : [];
  }
  /** The user moved the focus away: it stays there. */
  function onFocusOut(): void {
    queueMicrotask(() => {
      if (isNowhere() && ancestors[0]?.node.isConnected) {
        ancestors = [];
      }
    });
  }
  function onRemoval(): void {
    if (ancestors[0]?.node.isConnected === false && isNowhere()) {
      clearTimeout(restoreTimer);
      restoreTimer = setTimeout(restoreFocus, OTHERS_FIRST_MS);
    }
  }
  function restoreFocus(): void {
    const place = isNowhere() ? placeNear(ancestors) : undefined;
    if (place && !place.hasAttribute("tabindex")) {
      place.tabIndex = -1;
    }
    place?.focus({ preventScroll: isPointerUsed });
  }
  function onPointerDown(): void {
    isPointerUsed = true;
  }
  function onKeyDown(): void {
    isPointerUsed = false;
  }

  const observer = new MutationObserver(onRemoval);
  observer.observe(document.body, { childList: true, subtree: true });
  const listening = new AbortController();
  const early = { capture: true, signal: listening.signal };
  document.addEventListener("focusin", recordFocus, early);
  document.addEventListener("focusout", onFocusOut, early);
  document.addEventListener("pointerdown", onPointerDown, early);
  document.addEventListener("keydown", onKeyDown, early);
  return () => {
    observer.disconnect();
    listening.abort();
    clearTimeout(restoreTimer);
  };
}

/** False when the focus is outside the tab: the focus is never taken from Teams. */
const isNowhere = (): boolean =>
  document.hasFocus() && (document.activeElement === null || document.activeElement === document.body);

function ancestorsOf(from: Element): readonly Step[] {
  const steps: Step[] = [];
  for (let node = from; node.parentElement !== null; node = node.parentElement) {
    steps.push({ node, at: [...node.parentElement.children].indexOf(node) });
  }
  return steps;
}

function placeNear(ancestors: readonly Step[]): HTMLElement | undefined {
  const nth = ancestors.findIndex(({ node }) => node.isConnected);
  const nearest = ancestors[nth]?.node;
  const line = nearest?.matches("ul, ol")
    ? nearest.children[Math.min(ancestors[nth - 1]?.at ?? 0, nearest.children.length - 1)]
    : undefined;
  const place = line ?? nearest?.closest("section")?.querySelector("h2") ?? document.querySelector("main h1");
  return place instanceof HTMLElement ? place : undefined;
}
