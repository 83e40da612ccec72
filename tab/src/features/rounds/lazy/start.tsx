import { Button } from "@fluentui/react-components";
import { useContext, useState } from "react";
import { type PanelView, type RoundKind, roundVerbs, type StartForm } from "#bot/features/rounds/contract.ts";
import { ask } from "../../../lib/api.ts";
import { LanguageContext } from "../../../lib/language.ts";
import { teamPath } from "../../../lib/team-path.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { useActing } from "./act.ts";
import styles from "./panel.module.css";
import { panelTexts } from "./texts.ts";
import { WritingQuestion } from "./writing-question.tsx";

const kinds: readonly RoundKind[] = ["greeting", "speaking", "writing", "closing"];

/** Between rounds: the rounds to start, or the person who can start them. */
export function Start({ teamId, view }: { readonly teamId: string; readonly view: PanelView }) {
  const t = useTexts(panelTexts);
  const { ended, here = 0, mayStart, starter } = view;
  return (
    <>
      {ended ? (
        <div className={styles.card}>
          <p className={styles.mine}>{t(`over.${ended.kind}`)}</p>
        </div>
      ) : null}
      {mayStart ? <Kinds teamId={teamId} /> : null}
      {!mayStart && starter !== undefined ? (
        <div className={styles.card}>
          <p className={styles.big}>{t("youAreIn")}</p>
          <p className={styles.mine}>{t("waitForLeader", { name: starter })}</p>
        </div>
      ) : null}
      <p className={styles.note}>{here > 0 ? t("here", { count: here }) : t("entering")}</p>
    </>
  );
}

function Kinds({ teamId }: { readonly teamId: string }) {
  const t = useTexts(panelTexts);
  const locale = useContext(LanguageContext);
  const { run, isBusy, error } = useActing();
  const [isAsking, setAsking] = useState(false);
  const start = (kind: RoundKind, question = "") =>
    void run(roundVerbs.start, async () => {
      const form = await ask<StartForm>(teamPath(teamId, "rounds", "start-form"), locale);
      return { teamId, kind, question, nonce: form.data.nonce };
    });
  if (isAsking) {
    return (
      <WritingQuestion
        isBusy={isBusy}
        error={error}
        onStart={(question) => start("writing", question)}
        onBack={() => setAsking(false)}
      />
    );
  }
  return (
    <div className={styles.stack}>
      <p className={styles.label}>{t("startWhat")}</p>
      <ul className={styles.kinds}>
        {kinds.map((kind) => (
          <li key={kind}>
            <Button
              className={styles.kind ?? ""}
              disabledFocusable={isBusy}
              onClick={() => (kind === "writing" ? setAsking(true) : start(kind))}
            >
              <span>
                <strong>{t(kind)}</strong>
                <span>{t(`about.${kind}`)}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <p role="alert" className={styles.error}>
        {error}
      </p>
    </div>
  );
}
