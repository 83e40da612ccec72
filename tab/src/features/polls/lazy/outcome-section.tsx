import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { Card } from "../../../components/card.tsx";
import { CardTitle } from "../../../components/card-title.tsx";
import { LazyPart } from "../../../components/lazy-part.tsx";
import { Note } from "../../../components/note.tsx";
import { Paragraph } from "../../../components/paragraph.tsx";
import { Row } from "../../../components/row.tsx";
import { Section } from "../../../components/section.tsx";
import { lazyComponent } from "../../../lib/lazy.ts";
import { formatIsoDay, type TeamTime } from "../../../lib/team-time.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { pollTexts } from "../texts.ts";
import { DiscardedDraft } from "./discarded-draft.tsx";
import { pollLazyTexts } from "./texts.ts";

const Decide = lazyComponent(() => import("./decide.tsx"));

interface Props {
  readonly teamId: string;
  readonly page: QuestionPage;
  readonly teamTime: TeamTime;
}

/** The outcome of a question that has closed: told, or still owed to the team. */
export function OutcomeSection({ teamId, page, teamTime }: Props) {
  const t = useTexts(pollLazyTexts);
  if (page.outcome === undefined && (page.state === "open" || page.state === "counting")) {
    return null;
  }
  return (
    <Section title={t("outcome")}>
      <Card>
        {page.outcome === undefined ? (
          <OwedOutcome teamId={teamId} page={page} teamTime={teamTime} />
        ) : (
          <ToldOutcome page={page} teamTime={teamTime} />
        )}
      </Card>
    </Section>
  );
}

function ToldOutcome({ page, teamTime }: Omit<Props, "teamId">) {
  const t = useTexts(pollLazyTexts);
  const line = useTexts(pollTexts);
  const day = formatIsoDay(page.decidedAt ?? page.closesAt, t.locale, teamTime);
  return (
    <>
      <CardTitle isLarge>{page.outcome}</CardTitle>
      <Paragraph>
        <strong>{line("why")}</strong> {page.why}
      </Paragraph>
      <Note>
        {page.decidedBy
          ? t("decidedByOther", { name: page.decidedBy.name, day })
          : line("told", { name: page.asker.name, day })}
      </Note>
      <DiscardedDraft pollId={page.pollId} />
    </>
  );
}

/** Who tells the outcome and by when; for that person the form, which they may put away and open again. */
function OwedOutcome({ teamId, page, teamTime }: Props) {
  const t = useTexts(pollLazyTexts);
  const line = useTexts(pollTexts);
  const [form, setForm] = useState<"shown" | "putAway" | "openedAgain">("shown");
  return (
    <>
      <Note>{t("closedTellsBy", { name: page.asker.name, day: formatIsoDay(page.answerBy, t.locale, teamTime) })}</Note>
      {page.decide && form !== "putAway" ? (
        <LazyPart>
          <Decide
            teamId={teamId}
            pollId={page.pollId}
            isPressed={form === "openedAgain"}
            onClose={() => setForm("putAway")}
          />
        </LazyPart>
      ) : null}
      {page.decide && form === "putAway" ? (
        <Row>
          <Button onClick={() => setForm("openedAgain")}>{line("decide")}</Button>
        </Row>
      ) : null}
    </>
  );
}
