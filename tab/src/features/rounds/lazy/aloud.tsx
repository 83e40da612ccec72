import { useEffect, useRef, useState } from "react";
import type { PanelView } from "#bot/features/rounds/contract.ts";
import { useWords } from "../../../lib/words.ts";
import styles from "./panel.module.css";
import { panelTexts } from "./texts.ts";

/** Changes that follow each other within this are one. */
const PAUSE_MS = 700;

/** Says what concerns whoever listens, and nothing else: a start, an end, my turn, that I am next. Others' turns are heard. */
export function Aloud({ view }: { readonly view: PanelView }) {
  const t = useWords(panelTexts);
  const [words, setWords] = useState("");
  const now = standing(view);
  const before = useRef(now);
  const roundName = view.round && t("said.started", { name: view.round.host, round: t(view.round.kind) });
  useEffect(() => {
    const timer = setTimeout(() => {
      const was = before.current;
      before.current = now;
      setWords(said(was, now) ?? "");
    }, PAUSE_MS);
    return () => clearTimeout(timer);

    function said(was: string, is: string): string | undefined {
      const [wasRound, wasMe] = was.split(" ");
      const [round, me] = is.split(" ");
      if (round !== wasRound) {
        return round === NONE ? t("said.ended") : [roundName, mine(me)].filter(Boolean).join(" ");
      }
      return me === wasMe ? undefined : mine(me);
    }

    function mine(me: string | undefined): string | undefined {
      switch (me) {
        case "speaking":
          return `${t("yourTurn")}.`;
        case "next":
          return t("me.next");
        case "revealed":
          return t("said.revealed");
        case "unshown":
          return t("said.unshown");
        default:
          return undefined;
      }
    }
  }, [now, roundName, t]);
  return (
    <div role="status" aria-live="polite" className={styles.aloud}>
      {words}
    </div>
  );
}

const NONE = "-";

/** The round, and what of it concerns me. */
function standing({ round }: PanelView): string {
  if (!round) {
    return `${NONE} ${NONE}`;
  }
  const isNext = round.next[0]?.isMe === true;
  const shown = round.unshown ? "unshown" : round.revealed ? "revealed" : NONE;
  const me = round.me === "speaking" ? "speaking" : isNext ? "next" : shown;
  return `${round.id} ${me}`;
}
