import { Button, makeStyles, Title3, tokens } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useContext, useState } from "react";
import { MyTeams } from "#bot/features/people/contract.ts";
import { Page } from "../../components/page.tsx";
import { Waiting } from "../../components/waiting.tsx";
import { ask } from "../../lib/api.ts";
import { Language, type Locale, useWords } from "../../lib/words.ts";
import { NoTeam } from "./no-team.tsx";
import { OverviewPage } from "./overview-page.tsx";
import { pulseTexts } from "./texts.ts";

/** The personal app belongs to no team: it opens the page of one's only team at once, and lets one choose among several. */
export function PersonalApp({ onLocale }: { readonly onLocale: (locale: Locale) => void }) {
  const t = useWords(pulseTexts);
  const styles = useStyles();
  const locale = useContext(Language);
  const [chosen, choose] = useState<string>();
  const { data, error } = useQuery({ queryKey: ["teams"], queryFn: () => ask("/teams", MyTeams, locale) });

  const teams = data?.data.teams;
  if (!teams) {
    return error ? <NoTeam /> : <Waiting />;
  }
  const [first, ...others] = teams;
  if (!first) {
    return <NoTeam />;
  }
  if (others.length === 0) {
    return <OverviewPage teamId={first.id} onLocale={onLocale} />;
  }
  if (chosen !== undefined) {
    return (
      <>
        <Button appearance="subtle" className={styles.back} onClick={() => choose(undefined)}>
          {t("myTeams")}
        </Button>
        <OverviewPage teamId={chosen} onLocale={onLocale} />
      </>
    );
  }
  return (
    <Page>
      <Title3 as="h1" className={styles.title}>
        {t("myTeams")}
      </Title3>
      <ul className={styles.teams}>
        {teams.map(({ id, name }) => (
          <li key={id}>
            <Button size="large" onClick={() => choose(id)}>
              {name === "" ? t("teamWithoutName") : name}
            </Button>
          </li>
        ))}
      </ul>
    </Page>
  );
}

const useStyles = makeStyles({
  back: { margin: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} 0` },
  title: { margin: 0, display: "block" },
  teams: {
    listStyleType: "none",
    margin: `${tokens.spacingVerticalL} 0 0`,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    alignItems: "flex-start",
    gap: tokens.spacingVerticalM,
  },
});
