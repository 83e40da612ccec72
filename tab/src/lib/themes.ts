import { type Theme, teamsLightTheme } from "@fluentui/react-components";
import type { ThemeName } from "./teams.ts";

/** Teams' own themes. The one that most have comes along; the others are fetched when they are needed. */
export const themes: Readonly<Record<ThemeName, () => Promise<Theme>>> = {
  light: async () => teamsLightTheme,
  dark: async () => (await import("./themes/dark.ts")).default,
  contrast: async () => (await import("./themes/contrast.ts")).default,
};

/** Before Teams has said: the system's, so that nothing flashes white in the dark. */
export const preferredTheme = (): ThemeName => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
