import { type Theme, teamsLightTheme } from "@fluentui/react-components";
import type { ThemeName } from "./teams.ts";

/** Teams' own themes. The light one is part of the first chunk, and is the fallback for one that does not load. */
export async function themeFor(name: ThemeName): Promise<Theme> {
  return fetched[name]?.().catch(() => teamsLightTheme) ?? teamsLightTheme;
}

const fetched: Readonly<Partial<Record<ThemeName, () => Promise<Theme>>>> = {
  dark: async () => (await import("./themes/dark.ts")).default,
  contrast: async () => (await import("./themes/contrast.ts")).default,
};

/** The system's theme, until Teams tells its own, so that a dark system shows no white flash. */
export const preferredTheme = (): ThemeName => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
