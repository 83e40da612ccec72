import type { HostConfig } from "./config.ts";

/** The choices in the toolbar, stored in the address so that tests and colleagues can open the same view. */
export interface Choices {
  persona: string;
  theme: (typeof themes)[number];
  language: (typeof languages)[number];
  frame: (typeof frames)[number];
  /** The sub-page that a link leads to; empty for the first page. */
  subPage: string;
}

export const themes = ["default", "dark", "contrast"] as const;
export const languages = ["sv-SE", "en-GB"] as const;
export const frames = ["channel", "otherChannel", "personal", "sidePanel", "configuration"] as const;

export function chosenIn(search: string, config: HostConfig): Choices {
  const query = new URLSearchParams(search);
  const ids = config.personas.map(({ id }) => id);
  return {
    persona: oneOf(ids, query.get("persona")),
    theme: oneOf(themes, query.get("theme")),
    language: oneOf(languages, query.get("language") ?? (config.language === "en" ? "en-GB" : "sv-SE")),
    frame: oneOf(framesOf(config), query.get("frame")),
    subPage: query.get("subPage") ?? "",
  };
}

export const framesOf = ({ team }: HostConfig) =>
  frames.filter((frame) => frame !== "otherChannel" || team.otherChannel !== undefined);

export const asSearch = (choices: Choices): string => `?${new URLSearchParams({ ...choices })}`;

/** The requested value if it is known, else the first. */
export function oneOf<T extends string>(known: readonly T[], asked: string | null): T {
  const found = known.find((one) => one === asked) ?? known[0];
  if (found === undefined) {
    throw new Error("nothing to choose from");
  }
  return found;
}
