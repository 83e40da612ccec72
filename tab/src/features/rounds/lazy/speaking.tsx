import { Avatar } from "@fluentui/react-components";
import { HandRightFilled } from "@fluentui/react-icons";
import { useId } from "react";
import { roundVerbs } from "#bot/features/rounds/contract.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import { keyed } from "../../../lib/keyed.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { BigButton } from "./big-button.tsx";
import styles from "./panel.module.css";
import { End, type RoundView, type Running } from "./running.tsx";
import { type PanelText, panelTexts } from "./texts.ts";

/** Laget runt: who speaks, who is next, and what the viewer can do. */
export function Speaking({ running }: { readonly running: Running }) {
  const { round } = running;
  const isOver = round.speaker === undefined;
  return (
    <>
      <Speaker round={round} />
      {isOver ? null : <Next round={round} />}
      <div className={styles.stack}>
        {isOver || round.me === "speaking" || !round.mayRun ? null : <PassOn running={running} />}
        <Mine running={running} />
        <End running={running} isMain={isOver} />
      </div>
    </>
  );
}

function Speaker({ round: { speaker } }: { readonly round: RoundView }) {
  const t = useTexts(panelTexts);
  if (!speaker) {
    return (
      <div className={`${styles.card} ${styles.speaker}`}>
        <p className={styles.big}>{t("allDone")}</p>
        <p className={styles.note}>{t("allDoneHow")}</p>
      </div>
    );
  }
  const { name, isMe } = speaker;
  return (
    <div className={`${styles.card} ${styles.speaker} ${isMe ? styles.turn : ""}`}>
      <p className={styles.label}>{t("hasWord")}</p>
      <Avatar name={name} idForColor={name} color="colorful" size={56} aria-hidden role="presentation" />
      <p className={styles.big}>{isMe ? t("yourTurn") : name}</p>
    </div>
  );
}

function Next({ round: { next, more } }: { readonly round: RoundView }) {
  const t = useTexts(panelTexts);
  if (next.length === 0) {
    return <p className={styles.note}>{t("lastOfAll")}</p>;
  }
  return (
    <div className={styles.stack}>
      <p className={styles.label}>{t("upNext")}</p>
      <ol className={styles.list}>
        {keyed(next, ({ name }) => name).map(({ key, item: { name, isMe, hand } }) => (
          <li key={key} className={styles.row}>
            <Avatar name={name} idForColor={name} color="colorful" size={24} aria-hidden role="presentation" />
            <span className={isMe ? styles.me : undefined}>{isMe ? t("you") : name}</span>
            {hand ? (
              <span role="img" aria-label={t("hand")}>
                <HandRightFilled aria-hidden />
              </span>
            ) : null}
          </li>
        ))}
      </ol>
      {more ? <p className={styles.note}>{t("more")}</p> : null}
    </div>
  );
}

function Mine({ running: { round, acting, roundRef: about } }: { readonly running: Running }) {
  const t = useTexts(panelTexts);
  const note = useId();
  const { isBusy, run } = acting;
  const pass = (
    <>
      <BigButton isQuiet isBusy={isBusy} describedBy={note} onPress={() => void run(roundVerbs.pass, about)}>
        {t("passMe")}
      </BigButton>
      <p id={note} className={styles.note}>
        {t("passNote")}
      </p>
    </>
  );
  if (round.me === "speaking") {
    return (
      <>
        <BigButton isMain isBusy={isBusy} onPress={() => void run(roundVerbs.next, { ...about, turn: round.turn })}>
          {t("done")}
        </BigButton>
        {pass}
      </>
    );
  }
  if (round.me === "away") {
    return <p className={styles.mine}>{t("entering")}</p>;
  }
  return (
    <>
      <p className={styles.mine}>{turnStatus(round, t)}</p>
      {round.isLast ? null : (
        <BigButton isBusy={isBusy} onPress={() => void run(round.hand ? roundVerbs.lower : roundVerbs.raise, about)}>
          {t(round.hand ? "lower" : "raise")}
        </BigButton>
      )}
      {round.me === "waiting" ? pass : null}
    </>
  );
}

function turnStatus(round: RoundView, t: Translate<PanelText>): string {
  if (round.next[0]?.isMe) {
    return t("me.next");
  }
  if (round.hand) {
    return t("me.hand");
  }
  if (round.me === "waiting") {
    return t(round.isLast ? "me.last" : "me.waiting");
  }
  return t("me.done");
}

function PassOn({ running: { round, acting, roundRef: about } }: { readonly running: Running }) {
  const t = useTexts(panelTexts);
  return (
    <BigButton
      isMain
      isBusy={acting.isBusy}
      onPress={() => void acting.run(roundVerbs.next, { ...about, turn: round.turn })}
    >
      {t("nextPerson")}
    </BigButton>
  );
}
