import { Field, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import { MAX_TEXT_LENGTH, roundVerbs } from "#bot/features/rounds/contract.ts";
import { useTextLimit } from "../../../components/text-limit.ts";
import { keyed } from "../../../lib/keyed.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { BigButton } from "./big-button.tsx";
import { useMine } from "./mine.ts";
import styles from "./panel.module.css";
import { End, type Running } from "./running.tsx";
import { panelTexts } from "./texts.ts";
import { MoreTime, WritingTime } from "./writing-time.tsx";

/** Skrivrunda: everybody writes, then everybody reads. */
export function Writing({ running }: { readonly running: Running }) {
  const mine = useMine(running.roundRef);
  const [draft, setDraft] = useState<string>();
  const text = draft ?? mine.mine ?? "";
  const isSaved = text === (mine.mine ?? "");
  return running.round.revealed ? (
    <Revealed running={running} texts={running.round.revealed} unsaved={isSaved ? "" : text.trim()} />
  ) : (
    <Write running={running} mine={mine} text={text} onText={setDraft} />
  );
}

function Revealed(props: { readonly running: Running; readonly texts: readonly string[]; readonly unsaved: string }) {
  const { running, texts, unsaved } = props;
  const t = useTexts(panelTexts);
  return (
    <>
      {running.round.question === undefined ? null : <Question question={running.round.question} />}
      {running.round.unshown ? (
        <div className={styles.card}>
          <p className={styles.mine}>{t(`unshown.${running.round.unshown}`)}</p>
        </div>
      ) : (
        <Texts texts={texts} />
      )}
      {unsaved === "" || texts.includes(unsaved) ? null : (
        <div className={styles.card}>
          <p className={styles.note}>{t("unsaved")}</p>
          <p className={styles.mine}>{unsaved}</p>
        </div>
      )}
      <div className={styles.stack}>
        <End running={running} isMain />
      </div>
    </>
  );
}

/** The host's question, while everybody writes and above what they wrote. */
function Question({ question }: { readonly question: string }) {
  const t = useTexts(panelTexts);
  return (
    <div className={styles.card}>
      <p className={styles.label}>{t("theQuestion")}</p>
      <p className={styles.big}>{question}</p>
    </div>
  );
}

function Texts({ texts }: { readonly texts: readonly string[] }) {
  const t = useTexts(panelTexts);
  return (
    <>
      <p className={styles.label}>{t("revealed")}</p>
      <ul className={styles.list}>
        {keyed(texts, (text) => text).map(({ key, item: text }) => (
          <li key={key} className={styles.text}>
            {text}
          </li>
        ))}
      </ul>
    </>
  );
}

function Write(props: {
  readonly running: Running;
  readonly mine: ReturnType<typeof useMine>;
  readonly text: string;
  onText(text: string): void;
}) {
  const { running, text, onText } = props;
  const { acting, roundRef: about } = running;
  const { mine, isRead, told } = props.mine;
  const t = useTexts(panelTexts);
  const limit = useTextLimit();
  const isSaved = mine !== undefined && mine !== "" && text === mine;
  async function save(): Promise<void> {
    if (await acting.run(roundVerbs.write, { ...about, text })) {
      told(text);
    }
  }
  return (
    <>
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {running.round.question === undefined ? null : <Question question={running.round.question} />}
        {running.round.writeUntil === undefined ? null : (
          <WritingTime until={running.round.writeUntil} aheadMs={props.mine.aheadMs} />
        )}
        <Field label={t("yourText")} hint={t("textNote")} {...limit(text, MAX_TEXT_LENGTH)}>
          <Textarea
            size="large"
            rows={4}
            resize="vertical"
            value={text}
            disabled={!isRead}
            onChange={(_, { value }) => onText(value)}
          />
        </Field>
        <BigButton isMain={!isSaved} isBusy={acting.isBusy} onPress={() => void save()}>
          {t("save")}
        </BigButton>
        <p role="status" className={styles.note}>
          {t(isSaved ? "saved" : "noText")}
        </p>
      </form>
      <div className={styles.stack}>
        <End running={running}>
          <MoreTime running={running} />
          <p className={styles.note}>{t("revealNote")}</p>
          <BigButton isMain={isSaved} isBusy={acting.isBusy} onPress={() => void acting.run(roundVerbs.reveal, about)}>
            {t("reveal")}
          </BigButton>
        </End>
      </div>
    </>
  );
}
