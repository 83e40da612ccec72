import { AxeBuilder } from "@axe-core/playwright";
import type { Frame, Page } from "playwright-core";
import { finishAnimations } from "./browser.ts";

/*
 * Accessibility checks that run in the browser. Each returns descriptions of what is wrong; an empty list means none.
 */

/** Violations that axe rates serious or critical, in every frame. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // Legacy mode analyses in place: opening a page for each check takes most of the time.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"] })
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** Frames that scroll horizontally. */
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

/** Texts that are clipped by their container or are outside the page. */
export const clippedText = async (page: Page): Promise<string[]> =>
  (await Promise.all(page.frames().map(cutOffIn))).flat();

const cutOffIn = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() => {
    const heardOnly = (node: Element) =>
      node.closest(".aside-heard, svg, [aria-hidden='true'], iframe, select, option");
    const ownText = (node: Element) =>
      [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim());
    const describe = (node: Element) => `${node.tagName.toLowerCase()} "${node.textContent?.trim().slice(0, 60)}"`;
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
      return isClipped || (isOutside && !scrolls) ? [`cut off: ${describe(node)}`] : [];
    });
  });

/** Problems that depend on width and text length, but not on the theme. */
export async function layoutTroubles(page: Page): Promise<string[]> {
  await finishAnimations(page);
  return [...(await horizontalOverflow(page)), ...(await clippedText(page))];
}

/** All checks of this file. */
export async function checkA11y(page: Page): Promise<string[]> {
  const layout = await layoutTroubles(page);
  return [...(await seriousViolations(page)), ...layout];
}
