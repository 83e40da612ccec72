import type { ReactNode } from "react";
import { type PanelView, roundVerbs } from "#bot/features/rounds/contract.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import type { Acting } from "./act.ts";
import { BigButton } from "./big-button.tsx";
import styles from "./panel.module.css";
import { panelTexts } from "./texts.ts";

export type RoundView = NonNullable<PanelView["round"]>;

/** The props of every kind of round. */
export interface Running {
  readonly round: RoundView;
  readonly acting: Acting;
  readonly roundRef: { readonly teamId: string; readonly roundId: string };
}

/** Ends the round, for those who may; placed last against mistaken presses. */
export function End({
  running,
  isMain = false,
  children,
}: {
  running: Running;
  isMain?: boolean;
  children?: ReactNode;
}) {
  const t = useTexts(panelTexts);
  const { round, acting, roundRef: about } = running;
  if (!round.mayRun) {
    return null;
  }
  return (
    <>
      {children}
      <BigButton isMain={isMain} isBusy={acting.isBusy} onPress={() => void acting.run(roundVerbs.close, about)}>
        {t("end")}
      </BigButton>
    </>
  );
}

/** The host's name. */
export function Host({ round }: { readonly round: RoundView }) {
  const t = useTexts(panelTexts);
  return <p className={styles.note}>{round.isHost ? t("youHost") : t("host", { name: round.host })}</p>;
}
