import { Button } from "@fluentui/react-components";
import { ShareRegular } from "@fluentui/react-icons";
import { useState } from "react";
import type { QuestionPage as Question } from "#bot/features/polls/api.ts";
import { Back } from "../../../components/back.tsx";
import { Card } from "../../../components/card.tsx";
import { Connection } from "../../../components/connection.tsx";
import { FetchedPart } from "../../../components/fetched-part.tsx";
import { Page, PageHead } from "../../../components/page.tsx";
import { Section } from "../../../components/section.tsx";
import { Stack } from "../../../components/stack.tsx";
import { CardTitle, Note, Row, Words } from "../../../components/text.tsx";
import { NotYet } from "../../../components/trouble.tsx";
import { type Clock, dayOf, timeOf } from "../../../lib/clock.ts";
import { useFresh } from "../../../lib/fresh.ts";
import { later } from "../../../lib/later.ts";
import { canShare, shareLink } from "../../../lib/teams.ts";
import { useWords } from "../../../lib/words.ts";
import { answersSoFar, howItIsAnswered, howItIsSettled } from "../manner.ts";
import { asSubPage, questionPath } from "../question.ts";
import { pollTexts } from "../texts.ts";
import { Vote } from "../vote.tsx";
import { Result } from "./result.tsx";
import { Run } from "./run.tsx";
import { pollLazyTexts } from "./texts.ts";
import { Unsent } from "./unsent.tsx";
import { WhoChose } from "./who-chose.tsx";

const Decide = later(() => import("./decide.tsx"));

/** One question from its beginning to what came of it: where a card's link leads. */
export default function QuestionPage({ teamId, pollId }: { readonly teamId: string; readonly pollId: string }) {
  const fresh = useFresh<Question>(questionPath(teamId, pollId));
  const t = useWords(pollLazyTexts);
  const line = useWords(pollTexts);
  const { data } = fresh;
  if (!data) {
    return <NotYet fresh={fresh} />;
  }
  const clock = { zone: data.zone, now: new Date(data.now) };
  const share = canShare() ? (
    <Button
      appearance="subtle"
      icon={<ShareRegular />}
      onClick={() => shareLink(asSubPage(teamId, pollId), data.question)}
    >
      {t("share")}
    </Button>
  ) : undefined;
  return (
    <Page
      head={
        <PageHead
          title={data.question}
          about={line("theyAsk", { name: data.asker.name })}
          before={<Back />}
          actions={share}
        />
      }
    >
      <Connection error={fresh.error} retry={fresh.retry} />
      <Asked teamId={teamId} page={data} clock={clock} />
    </Page>
  );
}

interface Shown {
  readonly teamId: string;
  readonly page: Question;
  readonly clock: Clock;
}

function Asked({ teamId, page, clock }: Shown) {
  return (
    <Stack>
      <Outcome page={page} clock={clock} teamId={teamId} />
      <Answering page={page} clock={clock} teamId={teamId} />
      {page.hasNames ? <WhoChose path={`${questionPath(teamId, page.pollId)}/who`} /> : null}
    </Stack>
  );
}

/** What it will be, where that is told; else who tells and by when, and the form for whoever does. */
function Outcome({ teamId, page, clock }: Shown) {
  const t = useWords(pollLazyTexts);
  const line = useWords(pollTexts);
  const [form, setForm] = useState<"here" | "away" | "pressed">("here");
  const day = (iso: string) => dayOf(iso, t.locale, clock);
  if (page.outcome !== undefined) {
    const teller = page.decidedBy;
    return (
      <Section title={t("outcome")}>
        <Card>
          <CardTitle isLarge>{page.outcome}</CardTitle>
          <Words>
            <strong>{line("why")}</strong> {page.why}
          </Words>
          <Note>
            {teller
              ? t("decidedByOther", { name: teller.name, day: day(page.decidedAt ?? page.closesAt) })
              : line("told", { name: page.asker.name, day: day(page.decidedAt ?? page.closesAt) })}
          </Note>
          <Unsent pollId={page.pollId} />
        </Card>
      </Section>
    );
  }
  if (page.state === "open" || page.state === "counting") {
    return null;
  }
  return (
    <Section title={t("outcome")}>
      <Card>
        <Note>{t("closedTellsBy", { name: page.asker.name, day: day(page.answerBy) })}</Note>
        {page.decide && form !== "away" ? (
          <FetchedPart>
            <Decide
              teamId={teamId}
              pollId={page.pollId}
              isPressed={form === "pressed"}
              onClose={() => setForm("away")}
            />
          </FetchedPart>
        ) : null}
        {page.decide && form === "away" ? (
          <Row>
            <Button onClick={() => setForm("pressed")}>{line("decide")}</Button>
          </Row>
        ) : null}
      </Card>
    </Section>
  );
}

function Answering({ teamId, page, clock }: Shown) {
  const t = useWords(pollLazyTexts);
  const line = useWords(pollTexts);
  const isOpen = page.state === "open";
  const mine = (page.myAnswer ?? []).map((place) => page.options[place] ?? "");
  return (
    <Section title={t(isOpen ? "options" : "results")}>
      <Card>
        {isOpen ? (
          <>
            <Note>
              {howItIsSettled(page, clock, line)} {line("closes", { time: timeOf(page.closesAt, t.locale, clock) })}
            </Note>
            <Note>
              {howItIsAnswered(page, line)} {page.isAnonymous ? t("whoCouldTell") : null}
            </Note>
          </>
        ) : null}
        {page.mayAnswer ? <Vote teamId={teamId} page={page} /> : null}
        {isOpen && page.isDecider ? <Note>{t("youDecide")}</Note> : null}
        {isOpen && !page.mayAnswer ? <Words>{page.options.join("\n")}</Words> : null}
        {isOpen ? <Note>{answersSoFar(page, line)}</Note> : null}
        {page.decide ? null : <Result page={page} />}
        {!isOpen && mine.length > 0 ? <Note>{t("yourAnswer", { options: mine.join(", ") })}</Note> : null}
        {page.isAnonymous && page.result && page.result.shows !== "unreadable" ? <Note>{t("answersGone")}</Note> : null}
        {isOpen && page.mayAnswer ? <Note>{t("neverHaveTo")}</Note> : null}
        {isOpen && page.mayRun ? <Run page={page} /> : null}
      </Card>
    </Section>
  );
}
