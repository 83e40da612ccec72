import { useContext } from "react";
import { ChannelContext } from "../lib/place.ts";
import type { Channel } from "../lib/teams.ts";
import { useWords } from "../lib/words.ts";
import { componentTexts } from "./texts.ts";

/** The channel that a form stands in, as its words name it; undefined where it stands in none. */
export function useHere(): Channel | undefined {
  const t = useWords(componentTexts);
  const channel = useContext(ChannelContext);
  return channel && { ...channel, name: channel.name || t("thisChannel") };
}
