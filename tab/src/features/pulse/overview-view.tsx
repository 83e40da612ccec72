import { MessageBar, MessageBarBody, makeStyles, Text, Title2, tokens } from "@fluentui/react-components";
import type { Overview } from "#bot/features/pulse/contract.ts";
import { CardList } from "../../components/card-list.tsx";
import { Empty } from "../../components/empty.tsx";
import { Page } from "../../components/page.tsx";
import { Section } from "../../components/section.tsx";
import { useWords } from "../../lib/words.ts";
import { DecidedQuestion, OpenQuestion, OwedQuestion } from "./questions.tsx";
import { pulseTexts } from "./texts.ts";
import { Thanks } from "./thanks.tsx";

/** The same page for leader and member: what is owed, what is open, what was decided and why, and the thanks. */
export function OverviewView({ overview, isStale }: { readonly overview: Overview; readonly isStale: boolean }) {
  const t = useWords(pulseTexts);
  const styles = useStyles();
  const { team, open, decided, thanks } = overview;
  const clock = { zone: team.zone, now: new Date(overview.now) };
  const owed = overview.owed.toSorted((one, other) => Number(other.isMine) - Number(one.isMine));
  return (
    <Page>
      <header className={styles.head}>
        <Title2 as="h1" className={styles.title}>
          {t("title")}
        </Title2>
        <Text className={styles.team}>{team.name}</Text>
      </header>
      {isStale ? (
        <MessageBar intent="warning" className={styles.stale}>
          <MessageBarBody>{t("stale")}</MessageBarBody>
        </MessageBar>
      ) : null}
      <div className={styles.columns}>
        <div className={styles.column}>
          <Section title={t("owed")}>
            {owed.length === 0 ? (
              <Empty says={t("noneOwed")} />
            ) : (
              <CardList items={owed} shown={10} keyOf={(line) => line.pollId} isStrong={(line) => line.isMine}>
                {(line) => <OwedQuestion line={line} clock={clock} />}
              </CardList>
            )}
          </Section>
          <Section title={t("open")}>
            {open.length === 0 ? (
              <Empty says={t("noneOpen")} how={t("howToAsk")} />
            ) : (
              <CardList items={open} shown={10} keyOf={(line) => line.pollId}>
                {(line) => <OpenQuestion line={line} clock={clock} />}
              </CardList>
            )}
          </Section>
          <Section title={t("decided")} about={t("decidedAbout")}>
            {decided.length === 0 ? (
              <Empty says={t("noneDecided")} />
            ) : (
              <CardList items={decided} shown={5} keyOf={(line) => line.pollId}>
                {(line) => <DecidedQuestion line={line} clock={clock} />}
              </CardList>
            )}
          </Section>
        </div>
        <div className={styles.column}>
          <Section title={t("thanks")} about={t("thanksAbout")}>
            {thanks.length === 0 ? (
              <Empty says={t("noThanks")} how={t("howToThank")} />
            ) : (
              <CardList items={thanks} shown={8} keyOf={(line) => line.kudosId}>
                {(line) => <Thanks line={line} clock={clock} />}
              </CardList>
            )}
          </Section>
        </div>
      </div>
    </Page>
  );
}

const useStyles = makeStyles({
  head: { marginBottom: tokens.spacingVerticalXXL },
  title: { margin: 0, display: "block" },
  team: { color: tokens.colorNeutralForeground2 },
  stale: { marginBottom: tokens.spacingVerticalL },
  columns: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: tokens.spacingVerticalXXXL,
    "@media (min-width: 56rem)": { gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)" },
  },
  column: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalXXXL },
});
