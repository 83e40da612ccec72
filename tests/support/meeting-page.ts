import type { Frame, Page } from "playwright-core";
import { servePages } from "#bot/http/pages.ts";
import { hostRoutes } from "#bot/local/host-routes.ts";
import { CHANNEL, fullName, idOf, TEAM, TENANT, type TeamParts } from "./a-team.ts";
import { type ThemeOfTeams, waitForTheme } from "./tab.ts";

/** Serves the built tab and the local host in a team of `a-team.ts`, with these people as personas. */
export const withPages = (folder: string, people: readonly string[]): Pick<TeamParts, "pages"> => ({
  pages(app, issuer) {
    app.use(hostRoutes(() => hostConfigOf(people), issuer));
    servePages(app, folder, { host: true });
  },
});

const hostConfigOf = (people: readonly string[]) => ({
  tenantId: TENANT,
  team: { id: TEAM, name: "Laget", conversationId: CHANNEL, channelName: "Allmänt" },
  personas: people.map((who) => ({ id: idOf(who), name: fullName(who) })),
});

export interface MeetingView {
  /** Names of `a-team.ts`, or ids. */
  readonly who: readonly string[];
  readonly theme?: "default" | "dark" | "contrast";
  readonly language?: "sv-SE" | "en-GB";
}

/**
 * Opens the panels of several people side by side. Replaces Microsoft's list of trusted origins, which teams-js
 * fetches.
 */
export async function openMeeting(page: Page, url: string, { who, theme, language }: MeetingView): Promise<void> {
  await page.route("https://res.cdn.office.net/**", (route) =>
    route.fulfill({ json: { validOrigins: [] }, headers: { "access-control-allow-origin": "*" } }),
  );
  const query = new URLSearchParams({
    who: who.map((one) => (one.includes("-") ? one : idOf(one))).join(","),
    theme: theme ?? "dark",
    language: language ?? "sv-SE",
  });
  await page.goto(`${url}/host/meeting?${query}`);
  const panels = () => page.frames().filter((frame) => frame.url().includes("persona=")).length;
  while (panels() < who.length) {
    await page.waitForTimeout(20);
  }
}

/** Notifies every open panel of another theme, as Teams does, and waits until they are drawn in it. */
export async function changeThemeOfPanels(page: Page, theme: ThemeOfTeams): Promise<void> {
  const panels = page.frames().filter((frame) => frame.url().includes("/tab/"));
  await Promise.all(
    panels.map(async (panel) => {
      const element = await panel.frameElement();
      await element.evaluate((iframe, name) => {
        const { contentWindow } = iframe as HTMLIFrameElement;
        contentWindow?.postMessage({ func: "themeChange", args: [name] }, location.origin);
      }, theme);
      await waitForTheme(panel, theme);
    }),
  );
}

/** Resolves when the frame's earlier requests to the server have been sent: requests are reported in order. */
export async function requestsAreSent(frame: Frame): Promise<void> {
  await frame.evaluate(async () => void (await fetch("/host/config")));
}

/** The frame of a person's panel. With more than four people, some frames are nested in a page within this one. */
export function panelOf(page: Page, who: string): Frame {
  const persona = `persona=${who.includes("-") ? who : idOf(who)}`;
  const frame = page.frames().find((one) => one.url().includes("/tab") && one.url().includes(persona));
  if (!frame) {
    throw new Error(`${who} has no panel`);
  }
  return frame;
}
