import { Button } from "@fluentui/react-components";
import { useId } from "react";
import type { ThanksToMe as Line, ThanksToMePage, WishSaid } from "#bot/features/kudos/api.ts";
import { kudosVerbs } from "#bot/features/kudos/contract.ts";
import { useSay } from "../../../components/notices.tsx";
import { Said } from "../../../components/said.tsx";
import { Tag } from "../../../components/tag.tsx";
import { useTeamName } from "../../../components/team-name.ts";
import { CardTitle, Note, Row, Words } from "../../../components/text.tsx";
import { type Clock, dayOf } from "../../../lib/clock.ts";
import type { MySectionProps } from "../../../lib/feature.ts";
import { useAct } from "../../../lib/fresh.ts";
import { useWords } from "../../../lib/words.ts";
import { ThankingWords } from "../thanks.tsx";
import { Lines } from "./lines.tsx";
import { useTakeBack } from "./receipt.ts";
import { kudosLazyTexts } from "./texts.ts";

/** Thanks to oneself, the private ones too, newest first. A list, and nothing that adds it up. */
export default function ThanksToMe({ clock }: MySectionProps) {
  const t = useWords(kudosLazyTexts);
  return (
    <Lines<Line, ThanksToMePage> path="/me/thanks/to-me" title={t("toMe")} none={t("noneToMe")}>
      {(line) => <ToMe line={line} clock={clock} />}
    </Lines>
  );
}

function ToMe({ line, clock }: { readonly line: Line; readonly clock: Clock }) {
  const t = useWords(kudosLazyTexts);
  const act = useAct();
  const { say, sayError } = useSay();
  const nameOf = useTeamName();
  const takeBack = useTakeBack();
  const title = useId();
  const { kudosId, reach } = line;
  const sender = line.sender.name;
  async function answer(verb: "kudos/show-thanks" | "kudos/keep-between-us"): Promise<void> {
    try {
      const { data } = await act<WishSaid>(verb, { kudosId });
      say({ words: data.said });
    } catch (error) {
      sayError(error);
    }
  }
  const show = () => void answer(kudosVerbs.showThanks);
  const keep = () => void answer(kudosVerbs.keepBetweenUs);
  return (
    <Said by={line.sender}>
      <CardTitle id={title}>{t(line.kind === "thanks" ? "thankedYou" : "noticedYou", { sender })}</CardTitle>
      <ThankingWords words={line.words} />
      <Row>
        <Note>{dayOf(line.givenAt, t.locale, clock)}</Note>
        <Note>{nameOf(line.team)}</Note>
        {reach === "asked" ? null : <Tag>{t(reach)}</Tag>}
        {line.value === undefined ? null : <Tag>{line.value}</Tag>}
      </Row>
      {reach === "asked" ? <Words>{t("mayItShow", { sender })}</Words> : null}
      <Row>
        {reach === "asked" || (reach === "private" && line.mayShow) ? (
          <Button
            size="small"
            appearance={reach === "asked" ? "primary" : "secondary"}
            aria-describedby={title}
            onClick={show}
          >
            {t("show")}
          </Button>
        ) : null}
        {reach === "asked" ? (
          <Button size="small" aria-describedby={title} onClick={keep}>
            {t("keep")}
          </Button>
        ) : null}
        {reach === "shown" ? (
          <Button
            size="small"
            appearance="subtle"
            aria-describedby={title}
            onClick={() => takeBack(kudosId, t("removedMe"))}
          >
            {t("removeMe")}
          </Button>
        ) : null}
      </Row>
    </Said>
  );
}
