import { Field, Input } from "@fluentui/react-components";
import { useState } from "react";
import { MAX_GREETING_LENGTH, roundVerbs } from "#bot/features/rounds/contract.ts";
import { formatNames } from "#bot/i18n/names.ts";
import { useTextLimit } from "../../../components/text-limit.ts";
import { keyed } from "../../../lib/keyed.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { BigButton } from "./big-button.tsx";
import styles from "./panel.module.css";
import { End, type Running } from "./running.tsx";
import { panelTexts } from "./texts.ts";

/** Hejrunda: greets everybody present by name; each may add a word. */
export function Greeting({ running }: { readonly running: Running }) {
  const { round } = running;
  const t = useTexts(panelTexts);
  return (
    <>
      <div className={styles.card}>
        <p className={styles.big}>{t("welcome")}</p>
        <p className={styles.label}>{t("welcomeWho")}</p>
        <p className={styles.mine}>
          {round.morePeople
            ? t("namesAndMore", { names: round.people.join(", ") })
            : formatNames(round.people, t.locale)}
        </p>
      </div>
      {round.greetings.length > 0 ? (
        <ul className={styles.list}>
          {keyed(round.greetings, ({ name, text }) => `${name}: ${text}`).map(({ key, item: { name, text } }) => (
            <li key={key} className={styles.text}>
              <span className={styles.label}>{name}</span>
              <br />
              {text}
            </li>
          ))}
        </ul>
      ) : null}
      <div className={styles.stack}>
        <MyHello running={running} />
        <End running={running} isMain={round.greetings.some(({ isMe }) => isMe)} />
      </div>
    </>
  );
}

function MyHello({ running: { round, acting, roundRef: about } }: { readonly running: Running }) {
  const t = useTexts(panelTexts);
  const myGreeting = round.greetings.find(({ isMe }) => isMe)?.text;
  const [text, setText] = useState("");
  const limit = useTextLimit();
  const say = (words: string) => void acting.run(roundVerbs.greet, { ...about, text: words });
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        say(text);
      }}
    >
      <Field label={t("yourHello")} hint={t("helloNote")} {...limit(text, MAX_GREETING_LENGTH)}>
        <Input size="large" value={text} onChange={(_, { value }) => setText(value)} />
      </Field>
      <BigButton isMain={myGreeting === undefined} isBusy={acting.isBusy} onPress={() => say(text)}>
        {t(myGreeting === undefined ? "sayHello" : "changeHello")}
      </BigButton>
      {myGreeting === undefined ? null : (
        <BigButton isQuiet isBusy={acting.isBusy} onPress={() => say("")}>
          {t("takeBack")}
        </BigButton>
      )}
    </form>
  );
}
