import { useContext } from "react";
import { ChannelContext } from "../lib/router.ts";
import type { Channel } from "../lib/teams.ts";
import { useTexts } from "../lib/use-texts.ts";
import { formTexts } from "./form-texts.ts";

/** The channel of a form with its name for texts; undefined outside a channel. */
export function useCurrentChannel(): Channel | undefined {
  const t = useTexts(formTexts);
  const channel = useContext(ChannelContext);
  return channel && { ...channel, name: channel.name || t("thisChannel") };
}
