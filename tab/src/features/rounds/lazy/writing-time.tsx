import { useEffect, useState } from "react";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { BigButton } from "./big-button.tsx";
import styles from "./panel.module.css";
import type { Running } from "./running.tsx";
import { panelTexts } from "./texts.ts";
import { timeLeft } from "./time-left.ts";

/**
 * The time left to write. It is the same for everybody, and when it is up everybody can still write until the host shows
 * the texts.
 */
export function WritingTime({ until, aheadMs }: { readonly until: string; readonly aheadMs: number }) {
  const t = useTexts(panelTexts);
  useTick();
  const left = timeLeft(Date.parse(until) - Date.now() - aheadMs);
  return (
    <>
      {left === undefined ? null : (
        <p role="timer" className={styles.mine}>
          {t("timeLeft", { time: left })}
        </p>
      )}
      <div role="status">{left === undefined ? <p className={styles.mine}>{t("timeUp")}</p> : null}</div>
    </>
  );
}

/** Gives everybody a minute more. */
export function MoreTime({ running }: { readonly running: Running }) {
  const t = useTexts(panelTexts);
  const { round, acting, roundRef: about } = running;
  const { writeUntil: until } = round;
  return until === undefined ? null : (
    <BigButton isBusy={acting.isBusy} onPress={() => void acting.run(roundVerbs.extend, { ...about, until })}>
      {t("oneMoreMinute")}
    </BigButton>
  );
}

/** Renders the component again and again, so that it shows the present second. */
function useTick(): void {
  const [, setTicks] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTicks((ticks) => ticks + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
}

const TICK_MS = 500;
