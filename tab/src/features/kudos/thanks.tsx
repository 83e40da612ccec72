import type { VisibleThanks } from "#bot/features/kudos/api.ts";
import type { ThanksEntry } from "#bot/features/kudos/contract.ts";
import { formatNames } from "#bot/i18n/names.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import { CardTitle } from "../../components/card-title.tsx";
import { Comment } from "../../components/comment.tsx";
import { Note } from "../../components/note.tsx";
import { Paragraph } from "../../components/paragraph.tsx";
import { Row } from "../../components/row.tsx";
import { Tag } from "../../components/tag.tsx";
import { formatIsoDay, type TeamTime } from "../../lib/team-time.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { AlsoThank } from "./also-thank.tsx";
import { type KudosText, kudosTexts } from "./texts.ts";

/** A kudos or small win, worded as its card in the channel. */
export function Thanks({ line, teamTime }: { readonly line: VisibleThanks; readonly teamTime: TeamTime }) {
  const t = useTexts(kudosTexts);
  const title = thanksHeading(line, t);
  return (
    <Comment by={line.sender}>
      <CardTitle>{title}</CardTitle>
      {line.words === undefined ? <Note>{t("wordsBetweenThem")}</Note> : <ThankingWords words={line.words} />}
      <Row>
        <Note>{formatIsoDay(line.givenAt, t.locale, teamTime)}</Note>
        {line.kind === "thanks" ? null : <Tag tone="brand">{t(line.kind)}</Tag>}
        {line.value === undefined ? null : <Tag>{line.value}</Tag>}
      </Row>
      {line.mayJoin ? <AlsoThank line={line} title={title} /> : null}
    </Comment>
  );
}

/** The words, or a note that they were erased together with a person. */
export function ThankingWords({ words }: { readonly words: string }) {
  const t = useTexts(kudosTexts);
  return words === "" ? <Note>{t("wordsErased")}</Note> : <Paragraph>{words}</Paragraph>;
}

function thanksHeading(line: ThanksEntry, t: Translate<KudosText>): string {
  const sender = line.sender.name;
  const names = thoseNamed(line, t);
  if (names === "") {
    return t("shared", { sender });
  }
  return t(line.kind === "thanks" ? "thanked" : "noticed", { sender, names });
}

/** The recipients as part of a sentence; empty when nobody is named. */
export function thoseNamed(
  { wholeTeam, recipients }: Pick<ThanksEntry, "wholeTeam" | "recipients">,
  t: Translate<KudosText>,
): string {
  const names = recipients.map(({ name }) => name);
  return wholeTeam ? t("wholeTeam") : formatNames(names, t.locale);
}
