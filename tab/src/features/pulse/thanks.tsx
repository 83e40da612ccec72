import { Badge, makeStyles, Text, tokens } from "@fluentui/react-components";
import type { ThanksLine } from "#bot/features/pulse/contract.ts";
import { sayNames } from "#bot/i18n/names.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import { Said } from "../../components/said.tsx";
import { useWords } from "../../lib/words.ts";
import { type Clock, dayOf } from "./clock.ts";
import { pulseTexts } from "./texts.ts";

/** A thank-you or small win as its card in the channel says it. */
export function Thanks({ line, clock }: { readonly line: ThanksLine; readonly clock: Clock }) {
  const t = useWords(pulseTexts);
  const styles = useStyles();
  return (
    <Said by={line.sender}>
      <Text as="h3" weight="semibold" className={styles.who}>
        {whoThanksWhom(line, t)}
      </Text>
      <Text className={line.words === undefined ? styles.quiet : styles.words}>
        {line.words ?? t("wordsBetweenThem")}
      </Text>
      <div className={styles.foot}>
        <Text size={200} className={styles.quiet}>
          {dayOf(line.givenAt, t.locale, clock)}
        </Text>
        {line.kind === "thanks" ? null : <Badge appearance="tint">{t(line.kind)}</Badge>}
        {line.value === undefined ? null : (
          <Badge appearance="outline" color="informative">
            {line.value}
          </Badge>
        )}
      </div>
    </Said>
  );
}

function whoThanksWhom(line: ThanksLine, t: Translate<keyof typeof pulseTexts.sv>): string {
  const sender = line.sender.name;
  const names = line.wholeTeam
    ? t("wholeTeam")
    : sayNames(
        line.recipients.map(({ name }) => name),
        t.locale,
      );
  if (names === "") {
    return t("shared", { sender });
  }
  return t(line.kind === "thanks" ? "thanked" : "noticed", { sender, names });
}

const useStyles = makeStyles({
  who: { margin: 0 },
  words: { whiteSpace: "pre-line" },
  quiet: { color: tokens.colorNeutralForeground2 },
  foot: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: tokens.spacingHorizontalS },
});
