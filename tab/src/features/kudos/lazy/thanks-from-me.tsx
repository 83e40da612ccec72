import { Button } from "@fluentui/react-components";
import { useId } from "react";
import type { ThanksFromMe as Line, ThanksFromMePage } from "#bot/features/kudos/api.ts";
import { formatNames } from "#bot/i18n/names.ts";
import type { Translate } from "#bot/i18n/translate.ts";
import { CardTitle } from "../../../components/card-title.tsx";
import { Note } from "../../../components/note.tsx";
import { Row } from "../../../components/row.tsx";
import { Tag } from "../../../components/tag.tsx";
import { useTeamName } from "../../../components/team-name.ts";
import type { MySectionProps } from "../../../lib/feature.ts";
import { formatIsoDay, type TeamTime } from "../../../lib/team-time.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { kudosTexts } from "../texts.ts";
import { ThankingWords, thoseNamed } from "../thanks.tsx";
import { useTakeBack } from "./receipt.ts";
import { type KudosLazyText, kudosLazyTexts } from "./texts.ts";
import { ThanksList } from "./thanks-list.tsx";

/** The viewer's own kudos, newest first; each can be taken back. */
export default function ThanksFromMe({ teamTime }: MySectionProps) {
  const t = useTexts(kudosLazyTexts);
  return (
    <ThanksList<Line, ThanksFromMePage> path="/me/thanks/from-me" title={t("fromMe")} none={t("noneFromMe")}>
      {(line) => <FromMe line={line} teamTime={teamTime} />}
    </ThanksList>
  );
}

function FromMe({ line, teamTime }: { readonly line: Line; readonly teamTime: TeamTime }) {
  const t = useTexts(kudosLazyTexts);
  const ofThanks = useTexts(kudosTexts);
  const nameOf = useTeamName();
  const takeBack = useTakeBack();
  const title = useId();
  return (
    <>
      <CardTitle id={title}>{whomIThank(line, thoseNamed(line, ofThanks), t)}</CardTitle>
      <ThankingWords words={line.words} />
      {line.inPerson.length > 0 ? (
        <Note>{t("ratherInPerson", { names: formatNames(line.inPerson, t.locale) })}</Note>
      ) : null}
      <Row>
        <Note>{formatIsoDay(line.givenAt, t.locale, teamTime)}</Note>
        <Note>{nameOf(line.team)}</Note>
        <Tag>{t(deliveryOf(line))}</Tag>
        {line.value === undefined ? null : <Tag>{line.value}</Tag>}
      </Row>
      <Row>
        <Button
          size="small"
          appearance="subtle"
          aria-describedby={title}
          onClick={() => takeBack(line.kudosId, t("removed"))}
        >
          {t("remove")}
        </Button>
      </Row>
    </>
  );
}

/** How it was sent: what recipients choose afterwards is theirs, and shows only in the channel. */
function deliveryOf({ isShown, isAsked }: Line): "toChannel" | "theyDecide" | "private" {
  if (isShown) {
    return "toChannel";
  }
  return isAsked ? "theyDecide" : "private";
}

function whomIThank(line: Line, names: string, t: Translate<KudosLazyText>): string {
  if (names === "") {
    return t("youShared");
  }
  return t(line.kind === "thanks" ? "youThanked" : "youNoticed", { names });
}
