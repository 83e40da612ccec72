import { app, authentication, pages } from "@microsoft/teams-js";
import type { Locale } from "./words.ts";

/** Where the tab is shown. A client can change all of it, so the server believes none of it: it only asks who signed in. */
export interface Surroundings {
  readonly theme: ThemeName;
  readonly locale: Locale;
  readonly frame: "content" | "settings" | "sidePanel";
  /** The Teams team, else the chat: what Gnista calls a team. Undefined in the personal app. */
  readonly teamId: string | undefined;
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
  const context = await app.getContext();
  const { frameContext } = context.page;
  return {
    theme: themeNamed(context.app.theme),
    locale: localeNamed(context.app.locale),
    frame: frameContext === "settings" || frameContext === "sidePanel" ? frameContext : "content",
    teamId: context.team?.internalId ?? context.chat?.id,
  };
}

/** Calls back each time somebody changes the theme in Teams. */
export function onThemeChange(changed: (theme: ThemeName) => void): void {
  app.registerOnThemeChangeHandler((name) => changed(themeNamed(name)));
}

/** Takes Teams' loading indicator away. */
export function sayLoaded(): void {
  app.notifyAppLoaded();
  app.notifySuccess();
}

/** Teams keeps the token and renews it: nothing is kept here. @throws NotSignedIn */
export async function ssoToken(): Promise<string> {
  try {
    return await authentication.getAuthToken();
  } catch (cause) {
    throw new NotSignedIn("Teams gave no token", { cause });
  }
}

/** Offers Teams' Save button at once: there is nothing to choose before the tab is added. */
export function offerToSave(name: string): void {
  pages.config.registerOnSaveHandler(async (saving) => {
    const contentUrl = `${location.origin}/tab`;
    await pages.config.setConfig({
      entityId: "overview",
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

async function withinPatience(entering: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("no answer")), PATIENCE_MS);
  try {
    await Promise.race([entering, promise]);
  } finally {
    clearTimeout(timer);
  }
}
