import { AxeBuilder } from "@axe-core/playwright";
import type { Frame, Page } from "playwright-core";
import { finishAnimations } from "./browser.ts";

/*
 * What makes a page hard to read for somebody, found by the browser itself. Each returns what is wrong, in words that lead
 * there; an empty list is a page for everybody.
 */

/** What axe calls serious or critical, in every frame. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // In place: a page of its own for each look takes most of the time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Frames that scroll sideways. */
export async function horizontalOverflow(page: Page): Promise<string[]> {
  const wide = await Promise.all(
    page
      .frames()
      .map((frame) =>
        frame.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
      ),
  );
  return page.frames().flatMap((frame, at) => (wide[at] ? [`scrolls sideways: ${new URL(frame.url()).pathname}`] : []));
}

/** Texts that do not fit where they stand: hidden by what holds them, or outside the page. */
export const clippedText = async (page: Page): Promise<string[]> =>
  (await Promise.all(page.frames().map(cutOffIn))).flat();

const cutOffIn = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() => {
    const heardOnly = (node: Element) =>
      node.closest(".aside-heard, svg, [aria-hidden='true'], iframe, select, option");
    const ownText = (node: Element) =>
      [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim());
    const said = (node: Element) => `${node.tagName.toLowerCase()} "${node.textContent?.trim().slice(0, 60)}"`;
    return [...document.querySelectorAll("body *")].flatMap((node) => {
      const box = node.getBoundingClientRect();
      if (!(node instanceof HTMLElement) || !ownText(node) || heardOnly(node) || box.width === 0) {
        return [];
      }
      const { overflowX, overflowY } = getComputedStyle(node);
      const hides = (overflow: string) => overflow === "hidden" || overflow === "clip";
      const isClipped =
        (hides(overflowX) && node.scrollWidth > node.clientWidth + 1) ||
        (hides(overflowY) && node.scrollHeight > node.clientHeight + 1);
      const isOutside = box.left < -1 || box.right > document.documentElement.clientWidth + 1;
      const scrolls = node.closest("[data-scrolls]") !== null;
      return isClipped || (isOutside && !scrolls) ? [`cut off: ${said(node)}`] : [];
    });
  });

/** What depends on the width and on how long the words are, not on the theme. */
export async function layoutTroubles(page: Page): Promise<string[]> {
  await finishAnimations(page);
  return [...(await horizontalOverflow(page)), ...(await clippedText(page))];
}

/** Everything that this file can find. */
export async function checkA11y(page: Page): Promise<string[]> {
  const layout = await layoutTroubles(page);
  return [...(await seriousViolations(page)), ...layout];
}
