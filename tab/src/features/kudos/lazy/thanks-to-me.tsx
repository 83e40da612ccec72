import { Button } from "@fluentui/react-components";
import { useId } from "react";
import type { ThanksToMe as Line, ThanksToMePage, WishAnswer } from "#bot/features/kudos/api.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { CardTitle } from "../../../components/card-title.tsx";
import { Comment } from "../../../components/comment.tsx";
import { Note } from "../../../components/note.tsx";
import { Paragraph } from "../../../components/paragraph.tsx";
import { Row } from "../../../components/row.tsx";
import { Tag } from "../../../components/tag.tsx";
import { useTeamName } from "../../../components/team-name.ts";
import { useReport } from "../../../components/use-report.ts";
import type { MySectionProps } from "../../../lib/feature.ts";
import { formatIsoDay, type TeamTime } from "../../../lib/team-time.ts";
import { useAct } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { ThankingWords } from "../thanks.tsx";
import { useTakeBack } from "./receipt.ts";
import { kudosLazyTexts } from "./texts.ts";
import { ThanksList } from "./thanks-list.tsx";

/** Thanks to the viewer, also the private ones, newest first. A list without totals. */
export default function ThanksToMe({ teamTime }: MySectionProps) {
  const t = useTexts(kudosLazyTexts);
  return (
    <ThanksList<Line, ThanksToMePage> path="/me/thanks/to-me" title={t("toMe")} none={t("noneToMe")}>
      {(line) => <ToMe line={line} teamTime={teamTime} />}
    </ThanksList>
  );
}

function ToMe({ line, teamTime }: { readonly line: Line; readonly teamTime: TeamTime }) {
  const t = useTexts(kudosLazyTexts);
  const nameOf = useTeamName();
  const title = useId();
  const { reach } = line;
  const sender = line.sender.name;
  return (
    <Comment by={line.sender}>
      <CardTitle id={title}>{t(`toYou.${line.kind}`, { sender })}</CardTitle>
      <ThankingWords words={line.words} />
      <Row>
        <Note>{formatIsoDay(line.givenAt, t.locale, teamTime)}</Note>
        <Note>{nameOf(line.team)}</Note>
        {reach === "asked" ? null : <Tag>{t(reach)}</Tag>}
        {line.value === undefined ? null : <Tag>{line.value}</Tag>}
      </Row>
      {reach === "asked" ? <Paragraph>{t("mayItShow", { sender })}</Paragraph> : null}
      <Row>
        <RecipientButtons line={line} describedBy={title} />
      </Row>
    </Comment>
  );
}

/** What the recipient may do: answer whether it may show in the channel, or take their name off it there. */
function RecipientButtons({ line, describedBy }: { readonly line: Line; readonly describedBy: string }) {
  const { kudosId, reach, mayShow } = line;
  const t = useTexts(kudosLazyTexts);
  const takeBack = useTakeBack();
  const answer = useAnswerWish(kudosId);
  const common = { size: "small", "aria-describedby": describedBy } as const;
  if (reach === "shown") {
    return (
      <Button {...common} appearance="subtle" onClick={() => takeBack(kudosId, t("removedMe"))}>
        {t("removeMe")}
      </Button>
    );
  }
  const isAsked = reach === "asked";
  return (
    <>
      {isAsked || (reach === "private" && mayShow) ? (
        <Button
          {...common}
          appearance={isAsked ? "primary" : "secondary"}
          onClick={() => answer(kudosVerbs.showThanks)}
        >
          {t("show")}
        </Button>
      ) : null}
      {isAsked ? (
        <Button {...common} onClick={() => answer(kudosVerbs.keepBetweenUs)}>
          {t("keep")}
        </Button>
      ) : null}
    </>
  );
}

/** Answers whether a thank-you may show in the channel. The server says what that means. */
function useAnswerWish(kudosId: string): (verb: "kudos/show-thanks" | "kudos/keep-between-us") => void {
  const act = useAct();
  const report = useReport();
  return (verb) =>
    void report(async () => {
      const { data } = await act<WishAnswer>(verb, { kudosId });
      return { words: data.said };
    });
}
