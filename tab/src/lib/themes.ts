import { type Theme, teamsLightTheme } from "@fluentui/react-components";
import type { ThemeName } from "./teams.ts";

/** Teams' own themes. The one that most have comes along, and stands in for one that does not come. */
export async function themeFor(name: ThemeName): Promise<Theme> {
  return fetched[name]?.().catch(() => teamsLightTheme) ?? teamsLightTheme;
}

const fetched: Readonly<Partial<Record<ThemeName, () => Promise<Theme>>>> = {
  dark: async () => (await import("./themes/dark.ts")).default,
  contrast: async () => (await import("./themes/contrast.ts")).default,
};

/** Before Teams has said: the system's, so that nothing flashes white in the dark. */
export const preferredTheme = (): ThemeName => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
