import { Field, Textarea } from "@fluentui/react-components";
import { useState } from "react";
import { LONGEST_TEXT, roundVerbs } from "#bot/features/rounds/contract.ts";
import { useWords } from "../../lib/words.ts";
import { BigButton } from "./big-button.tsx";
import { useMine } from "./mine.ts";
import styles from "./panel.module.css";
import { End, type Running } from "./running.tsx";
import { panelTexts } from "./texts.ts";

/** Skrivrunda: all write, and then all read. */
export function Writing({ running }: { readonly running: Running }) {
  const { round, acting, about } = running;
  const t = useWords(panelTexts);
  if (round.revealed) {
    return (
      <>
        <p className={styles.label}>{t("revealed")}</p>
        <ul className={styles.list}>
          {round.revealed.map((text, nth) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they never move, and two may have written the same.
            <li key={nth} className={styles.text}>
              {text}
            </li>
          ))}
        </ul>
        <div className={styles.stack}>
          <End running={running} isMain />
        </div>
      </>
    );
  }
  return (
    <>
      <MyText running={running} />
      <div className={styles.stack}>
        <End running={running}>
          <BigButton isMain isBusy={acting.isBusy} onPress={() => void acting.run(roundVerbs.reveal, about)}>
            {t("reveal")}
          </BigButton>
        </End>
      </div>
    </>
  );
}

function MyText({ running: { acting, about } }: { readonly running: Running }) {
  const t = useWords(panelTexts);
  const { mine, isRead, told } = useMine(about);
  const [draft, setDraft] = useState<string>();
  const text = draft ?? mine ?? "";
  const isSaved = mine !== undefined && mine !== "" && text === mine;
  async function save(): Promise<void> {
    if (await acting.run(roundVerbs.write, { ...about, text })) {
      told(text);
    }
  }
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field label={t("yourText")} hint={t("textNote")}>
        <Textarea
          size="large"
          rows={4}
          resize="vertical"
          value={text}
          maxLength={LONGEST_TEXT}
          disabled={!isRead}
          onChange={(_, { value }) => setDraft(value)}
        />
      </Field>
      <BigButton isBusy={acting.isBusy} onPress={() => void save()}>
        {t("save")}
      </BigButton>
      <p role="status" className={styles.note}>
        {t(isSaved ? "saved" : "noText")}
      </p>
    </form>
  );
}
