import type { SeenThanks } from "#bot/features/kudos/api.ts";
import type { ThanksLine } from "#bot/features/kudos/contract.ts";
import { sayNames } from "#bot/i18n/names.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import { Said } from "../../components/said.tsx";
import { Tag } from "../../components/tag.tsx";
import { CardTitle, Note, Row, Words } from "../../components/text.tsx";
import { type Clock, dayOf } from "../../lib/clock.ts";
import { useWords } from "../../lib/words.ts";
import { AlsoThank } from "./also-thank.tsx";
import { type KudosText, kudosTexts } from "./texts.ts";

/** A thank-you or small win as its card in the channel says it. */
export function Thanks({ line, clock }: { readonly line: SeenThanks; readonly clock: Clock }) {
  const t = useWords(kudosTexts);
  const title = whoThanksWhom(line, t);
  return (
    <Said by={line.sender}>
      <CardTitle>{title}</CardTitle>
      {line.words === undefined ? <Note>{t("wordsBetweenThem")}</Note> : <ThankingWords words={line.words} />}
      <Row>
        <Note>{dayOf(line.givenAt, t.locale, clock)}</Note>
        {line.kind === "thanks" ? null : <Tag tone="brand">{t(line.kind)}</Tag>}
        {line.value === undefined ? null : <Tag>{line.value}</Tag>}
      </Row>
      {line.mayJoin ? <AlsoThank line={line} title={title} /> : null}
    </Said>
  );
}

/** What was written, or that it is erased together with somebody. */
export function ThankingWords({ words }: { readonly words: string }) {
  const t = useWords(kudosTexts);
  return words === "" ? <Note>{t("wordsErased")}</Note> : <Words>{words}</Words>;
}

function whoThanksWhom(line: ThanksLine, t: Translate<KudosText>): string {
  const sender = line.sender.name;
  const names = thoseNamed(line, t);
  if (names === "") {
    return t("shared", { sender });
  }
  return t(line.kind === "thanks" ? "thanked" : "noticed", { sender, names });
}

/** Whom a line names, for a sentence; empty where nobody is named. */
export function thoseNamed(
  { wholeTeam, recipients }: Pick<ThanksLine, "wholeTeam" | "recipients">,
  t: Translate<KudosText>,
): string {
  const names = recipients.map(({ name }) => name);
  return wholeTeam ? t("wholeTeam") : sayNames(names, t.locale);
}
