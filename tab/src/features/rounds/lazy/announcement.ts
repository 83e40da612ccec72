import type { PanelView } from "#bot/features/rounds/contract.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import type { PanelText } from "./texts.ts";

/** The running round, and the viewer's part in it. */
export interface Standing {
  readonly roundId: string | undefined;
  readonly concern: "speaking" | "next" | "revealed" | "unshown" | undefined;
}

export function standingIn({ round }: Pick<PanelView, "round">): Standing {
  return { roundId: round?.id, concern: round && concernIn(round) };
}

function concernIn(round: NonNullable<PanelView["round"]>): Standing["concern"] {
  if (round.me === "speaking") {
    return "speaking";
  }
  if (round.next[0]?.isMe) {
    return "next";
  }
  if (round.unshown) {
    return "unshown";
  }
  return round.revealed ? "revealed" : undefined;
}

/**
 * The announcement for a change from one state to the next: a round has started (`started`) or ended, and what
 * concerns the viewer. Empty when nothing has changed, or nothing concerns them.
 */
export function announcement(
  was: Standing,
  now: Standing,
  started: string | undefined,
  t: Translate<PanelText>,
): string {
  if (now.roundId === was.roundId) {
    return now.concern === was.concern ? "" : sayConcern(now, t);
  }
  return now.roundId === undefined ? t("announced.ended") : [started, sayConcern(now, t)].filter(Boolean).join(" ");
}

function sayConcern({ concern }: Standing, t: Translate<PanelText>): string {
  switch (concern) {
    case "speaking":
      return t("announced.yourTurn");
    case "next":
      return t("me.next");
    case "revealed":
      return t("announced.revealed");
    case "unshown":
      return t("announced.unshown");
    case undefined:
      return "";
  }
}
