import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { QuestionPage } from "#bot/features/polls/api.ts";
import { Card } from "../../../components/card.tsx";
import { FetchedPart } from "../../../components/fetched-part.tsx";
import { Section } from "../../../components/section.tsx";
import { CardTitle, Note, Row, Words } from "../../../components/text.tsx";
import { type Clock, dayOf } from "../../../lib/clock.ts";
import { later } from "../../../lib/later.ts";
import { useWords } from "../../../lib/words.ts";
import { pollTexts } from "../texts.ts";
import { pollLazyTexts } from "./texts.ts";
import { Unsent } from "./unsent.tsx";

const Decide = later(() => import("./decide.tsx"));

interface Props {
  readonly teamId: string;
  readonly page: QuestionPage;
  readonly clock: Clock;
}

/** The outcome of a question that has closed: told, or still owed to the team. */
export function OutcomeSection({ teamId, page, clock }: Props) {
  const t = useWords(pollLazyTexts);
  if (page.outcome === undefined && (page.state === "open" || page.state === "counting")) {
    return null;
  }
  return (
    <Section title={t("outcome")}>
      <Card>
        {page.outcome === undefined ? (
          <OwedOutcome teamId={teamId} page={page} clock={clock} />
        ) : (
          <ToldOutcome page={page} clock={clock} />
        )}
      </Card>
    </Section>
  );
}

function ToldOutcome({ page, clock }: Omit<Props, "teamId">) {
  const t = useWords(pollLazyTexts);
  const line = useWords(pollTexts);
  const day = dayOf(page.decidedAt ?? page.closesAt, t.locale, clock);
  return (
    <>
      <CardTitle isLarge>{page.outcome}</CardTitle>
      <Words>
        <strong>{line("why")}</strong> {page.why}
      </Words>
      <Note>
        {page.decidedBy
          ? t("decidedByOther", { name: page.decidedBy.name, day })
          : line("told", { name: page.asker.name, day })}
      </Note>
      <Unsent pollId={page.pollId} />
    </>
  );
}

/** Who tells the outcome and by when; for that person the form, which they may put away and open again. */
function OwedOutcome({ teamId, page, clock }: Props) {
  const t = useWords(pollLazyTexts);
  const line = useWords(pollTexts);
  const [form, setForm] = useState<"shown" | "putAway" | "openedAgain">("shown");
  return (
    <>
      <Note>{t("closedTellsBy", { name: page.asker.name, day: dayOf(page.answerBy, t.locale, clock) })}</Note>
      {page.decide && form !== "putAway" ? (
        <FetchedPart>
          <Decide
            teamId={teamId}
            pollId={page.pollId}
            isPressed={form === "openedAgain"}
            onClose={() => setForm("putAway")}
          />
        </FetchedPart>
      ) : null}
      {page.decide && form === "putAway" ? (
        <Row>
          <Button onClick={() => setForm("openedAgain")}>{line("decide")}</Button>
        </Row>
      ) : null}
    </>
  );
}
