import { Badge, makeStyles, Text, tokens } from "@fluentui/react-components";
import type { QuestionLine } from "#bot/features/pulse/contract.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import { Said } from "../../components/said.tsx";
import { useWords } from "../../lib/words.ts";
import { type Clock, dayOf, timeOf } from "./clock.ts";
import { pulseTexts } from "./texts.ts";

interface Shown {
  readonly line: QuestionLine;
  readonly clock: Clock;
}

/** A closed question whose answer the team still waits for. It warns; it never counts. */
export function OwedQuestion({ line, clock }: Shown) {
  const t = useWords(pulseTexts);
  const styles = useStyles();
  return (
    <Said by={line.asker}>
      <div className={styles.badges}>
        {line.isMine ? <Badge appearance="filled">{t("youOwe")}</Badge> : null}
        {line.state === "moreTime" ? (
          <Badge appearance="tint" color="informative">
            {t("moreTime")}
          </Badge>
        ) : null}
        {line.isOverdue ? (
          <Badge appearance="tint" color="warning">
            {t("late")}
          </Badge>
        ) : null}
      </div>
      <Question text={line.question} />
      <Text size={200} className={styles.quiet}>
        {promise(line, clock, t)}
      </Text>
      {line.isMine ? <Text className={styles.way}>{t("decideThere")}</Text> : null}
    </Said>
  );
}

export function OpenQuestion({ line, clock }: Shown) {
  const t = useWords(pulseTexts);
  const styles = useStyles();
  return (
    <Said by={line.asker}>
      <Text size={200} className={styles.quiet}>
        {line.isMine ? t("youAsk") : t("theyAsk", { name: line.asker.name })}
      </Text>
      <Question text={line.question} />
      <Text size={200} className={styles.quiet}>
        {t("closes", { time: timeOf(line.closesAt, t.locale, clock) })} {line.isMine ? null : t("answerThere")}
      </Text>
    </Said>
  );
}

export function DecidedQuestion({ line, clock }: Shown) {
  const t = useWords(pulseTexts);
  const styles = useStyles();
  const day = dayOf(line.decidedAt ?? line.closesAt, t.locale, clock);
  return (
    <>
      <Text size={200} className={styles.quiet}>
        {line.question}
      </Text>
      <Text as="h3" size={400} weight="semibold" className={styles.question}>
        {line.outcome}
      </Text>
      {line.why === undefined ? null : (
        <Text className={styles.words}>
          <Text weight="semibold">{t("why")}</Text> {line.why}
        </Text>
      )}
      <Text size={200} className={styles.quiet}>
        {t("told", { name: line.asker.name, day })}
      </Text>
    </>
  );
}

function Question({ text }: { readonly text: string }) {
  return (
    <Text as="h3" size={400} weight="semibold" className={useStyles().question}>
      {text}
    </Text>
  );
}

function promise(line: QuestionLine, clock: Clock, t: Translate<keyof typeof pulseTexts.sv>): string {
  const { name } = line.asker;
  if (line.answerBy === undefined) {
    return line.isMine ? t("youTellSoon") : t("theyTellSoon", { name });
  }
  const day = dayOf(line.answerBy, t.locale, clock);
  if (line.isMine) {
    return t(line.isOverdue ? "youTellLate" : "youTell", { day });
  }
  return t(line.isOverdue ? "theyTellLate" : "theyTell", { name, day });
}

const useStyles = makeStyles({
  way: { marginTop: tokens.spacingVerticalXS },
  badges: {
    display: "flex",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalS,
    marginBottom: tokens.spacingVerticalXS,
    ":empty": { display: "none" },
  },
  question: { margin: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
  words: { whiteSpace: "pre-line" },
});
