import { app, authentication, pages } from "@microsoft/teams-js";
import { TAB_ENTITY } from "#bot/kernel/sub-page.ts";
import type { Locale } from "./i18n.ts";

/** Where the tab is shown. A client can change all of it, so the server believes none of it: it only asks who signed in. */
export interface Surroundings {
  readonly theme: ThemeName;
  readonly locale: Locale;
  readonly frame: "content" | "settings" | "sidePanel";
  /** The Teams team, else the chat: what Gnista calls a team. Undefined in the personal app. */
  readonly teamId: string | undefined;
  /** The channel that the tab, or the meeting, is in. */
  readonly channel: Channel | undefined;
  /** The meeting that the side panel is in. */
  readonly meetingId: string | undefined;
  /** Where in the tab a link leads (`router.ts`). */
  readonly subPage: string | undefined;
}

export interface Channel {
  readonly id: string;
  /** Empty where Teams does not say. */
  readonly name: string;
}

export type ThemeName = "light" | "dark" | "contrast";

/** Nobody answered as Teams does: the page was opened in a browser of its own. */
class OutsideTeams extends Error {
  override readonly name = "OutsideTeams";
}

/** Teams would not say who is here. */
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
  // The first page needs it at once: asked for beside the context, it is there when the page is.
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

/** Calls back each time somebody changes the theme in Teams. */
export function onThemeChange(changed: (theme: ThemeName) => void): void {
  app.registerOnThemeChangeHandler((name) => changed(themeNamed(name)));
}

/** Takes Teams' loading indicator away. */
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
 * Teams then shows its own page with a way to try again, instead of an indicator without end. A page that stands says
 * itself what went wrong later.
 */
export function sayFailed(message: string): void {
  if (!isLoaded) {
    app.notifyFailure({ reason: app.FailedReason.Other, message });
  }
}

/**
 * Teams keeps a tab that somebody left, and wakes it when they come back, perhaps in another team: it may take the same
 * window for both. What is asked for again and again rests meanwhile. Clients that know no rest end the tab instead, and
 * need nothing from us.
 */
export function onRest(handlers: { rest(): void; wake(around: Surroundings): void }): void {
  try {
    app.lifecycle.registerBeforeSuspendOrTerminateHandler(async () => handlers.rest());
    app.lifecycle.registerOnResumeHandler(() => void wake(handlers.wake));
  } catch {
    return;
  }
}

/** Rather nothing than the team that was here before. */
async function wake(woken: (around: Surroundings) => void): Promise<void> {
  try {
    woken(await surroundings());
    reportSuccess();
  } catch {
    app.notifyFailure({ reason: app.FailedReason.Other, message: "Teams did not say where the tab is" });
  }
}

/** Calls back when somebody presses Teams' own back button; `goBack` says whether there was somewhere to go. */
export function onBackButton(goBack: () => boolean): void {
  if (pages.backStack.isSupported()) {
    pages.backStack.registerBackButtonHandler(goBack);
  }
}

/** Whether this client can hand out a link to a place in the tab. */
export const canShare = (): boolean => pages.isSupported();

/** Opens Teams' own box with a link to a place in the tab. */
export function shareLink(subPage: string, label: string): void {
  pages.shareDeepLink({ subPageId: subPage, subPageLabel: label });
}

/** Teams keeps the token and renews it: nothing is kept here. @throws NotSignedIn */
export async function ssoToken(): Promise<string> {
  const asked = begun ?? authentication.getAuthToken();
  begun = undefined;
  try {
    return await withinPatience(asked);
  } catch (cause) {
    throw new NotSignedIn("Teams gave no token", { cause });
  }
}

let begun: Promise<string> | undefined;

/** Offers Teams' Save button at once: there is nothing to choose before the tab is added. */
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
