import { app, authentication, pages } from "@microsoft/teams-js";
import { TAB_ENTITY } from "#bot/kernel/sub-page.ts";
import type { Locale } from "./language.ts";

/**
 * Where Teams shows the tab. A client can forge all of it, so the server trusts none of it: it only verifies who signed
 * in.
 */
export interface Surroundings {
  readonly theme: ThemeName;
  readonly locale: Locale;
  readonly frame: "content" | "settings" | "sidePanel";
  /** The Teams team, else the chat. Undefined in the personal app. */
  readonly teamId: string | undefined;
  /** The channel of the tab or the meeting. */
  readonly channel: Channel | undefined;
  /** The meeting of the side panel. */
  readonly meetingId: string | undefined;
  /** The sub-page of the link that opened the tab (`router.ts`). */
  readonly subPage: string | undefined;
}

export interface Channel {
  readonly id: string;
  /** Empty when Teams does not tell. */
  readonly name: string;
}

export type ThemeName = "light" | "dark" | "contrast";

/** Teams did not answer: the page was opened in a browser outside Teams. */
class OutsideTeams extends Error {
  override readonly name = "OutsideTeams";
}

/** Teams returned no token. */
export class NotSignedIn extends Error {
  override readonly name = "NotSignedIn";
}

/** @throws OutsideTeams */
export async function enterTeams(): Promise<Surroundings> {
  try {
    await withinPatience(app.initialize());
  } catch (cause) {
    throw new OutsideTeams("no Teams around this page", { cause });
  }
  // The first page needs the token at once: requested together with the context, it is ready when the page is.
  begun = authentication.getAuthToken();
  begun.catch(() => undefined);
  return surroundings();
}

async function surroundings(): Promise<Surroundings> {
  const context = await withinPatience(app.getContext());
  const { frameContext } = context.page;
  return {
    theme: themeNamed(context.app.theme),
    locale: localeNamed(context.app.locale),
    frame: frameContext === "settings" || frameContext === "sidePanel" ? frameContext : "content",
    teamId: context.team?.internalId ?? context.chat?.id,
    channel: context.channel && { id: context.channel.id, name: context.channel.displayName ?? "" },
    meetingId: context.meeting?.id,
    subPage: context.page.subPageId || undefined,
  };
}

/** Calls back on each change of the theme in Teams. */
export function onThemeChange(changed: (theme: ThemeName) => void): void {
  app.registerOnThemeChangeHandler((name) => changed(themeNamed(name)));
}

/** Hides Teams' loading indicator. */
export function sayLoaded(): void {
  isLoaded = true;
  app.notifyAppLoaded();
  reportSuccess();
}

let isLoaded = false;

/** A page that works is not broken by a Teams that does not take notice of it. */
function reportSuccess(): void {
  app.notifySuccess().catch(() => undefined);
}

/**
 * Makes Teams show its own error page with a retry instead of an endless indicator. A page that has loaded shows later
 * errors itself.
 */
export function sayFailed(message: string): void {
  if (!isLoaded) {
    app.notifyFailure({ reason: app.FailedReason.Other, message });
  }
}

/**
 * Teams suspends a tab that its user left, and resumes it when they return, perhaps in another team in the same window.
 * Polling stops meanwhile. Clients without this feature close the tab instead.
 */
export function onRest(handlers: { rest(): void; wake(now: Surroundings): void }): void {
  try {
    app.lifecycle.registerBeforeSuspendOrTerminateHandler(async () => handlers.rest());
    app.lifecycle.registerOnResumeHandler(() => void wake(handlers.wake));
  } catch {
    return;
  }
}

/** An empty page is better than the previous team's. */
async function wake(woken: (now: Surroundings) => void): Promise<void> {
  try {
    woken(await surroundings());
    reportSuccess();
  } catch {
    app.notifyFailure({ reason: app.FailedReason.Other, message: "Teams did not say where the tab is" });
  }
}

/** Calls back on Teams' back button; `goBack` returns whether there was a page to go back to. */
export function onBackButton(goBack: () => boolean): void {
  if (pages.backStack.isSupported()) {
    pages.backStack.registerBackButtonHandler(goBack);
  }
}

/** True when this client can share a link to a sub-page. */
export const canShare = (): boolean => pages.isSupported();

/** Opens Teams' share dialog with a link to a sub-page. */
export function shareLink(subPage: string, label: string): void {
  pages.shareDeepLink({ subPageId: subPage, subPageLabel: label });
}

/** Teams caches and renews the token. @throws NotSignedIn */
export async function ssoToken(): Promise<string> {
  const tokenRequest = begun ?? authentication.getAuthToken();
  begun = undefined;
  try {
    return await withinPatience(tokenRequest);
  } catch (cause) {
    throw new NotSignedIn("Teams gave no token", { cause });
  }
}

let begun: Promise<string> | undefined;

/** Enables Teams' Save button at once: there is nothing to choose. */
export function offerToSave(name: string): void {
  pages.config.registerOnSaveHandler(async (saving) => {
    const contentUrl = `${location.origin}/tab`;
    await pages.config.setConfig({
      entityId: TAB_ENTITY,
      contentUrl,
      websiteUrl: contentUrl,
      suggestedDisplayName: name,
    });
    saving.notifySuccess();
  });
  pages.config.setValidityState(true);
}

export const localeNamed = (tag: string): Locale => (/^sv\b/i.test(tag) ? "sv" : "en");

function themeNamed(name: string): ThemeName {
  if (name === "contrast") {
    return "contrast";
  }
  return name === "dark" || name === "glass" ? "dark" : "light";
}

/** teams-js itself waits a minute for a parent that may never answer. */
const PATIENCE_MS = 10_000;

async function withinPatience<T>(asked: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("no answer")), PATIENCE_MS);
  try {
    return await Promise.race([asked, promise]);
  } finally {
    clearTimeout(timer);
  }
}
