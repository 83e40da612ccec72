import { useEffect, useRef, useState } from "react";
import type { PanelView } from "#bot/features/rounds/contract.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { announcement, standingIn } from "./announcement.ts";
import styles from "./panel.module.css";
import { panelTexts } from "./texts.ts";

/** Changes within this time are announced as one. */
const PAUSE_MS = 700;

/** A live region that says what concerns the viewer, and nothing of other people's turns, which they hear in the meeting. */
export function Aloud({ view }: { readonly view: PanelView }) {
  const t = useTexts(panelTexts);
  const [words, setWords] = useState("");
  const { roundId, concern } = standingIn(view);
  const before = useRef({ roundId, concern });
  const started = view.round && t("announced.started", { name: view.round.host, round: t(view.round.kind) });
  useEffect(() => {
    const timer = setTimeout(() => {
      const now = { roundId, concern };
      setWords(announcement(before.current, now, started, t));
      before.current = now;
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [roundId, concern, started, t]);
  return (
    <div role="status" aria-live="polite" className={styles.aloud}>
      {words}
    </div>
  );
}
