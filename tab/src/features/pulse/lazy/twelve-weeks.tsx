import { Button } from "@fluentui/react-components";
import { useId, useState } from "react";
import type { Weeks } from "#bot/features/pulse/api.ts";
import { Card } from "../../../components/card.tsx";
import { Empty } from "../../../components/empty.tsx";
import { NotLoadedYet } from "../../../components/not-loaded.tsx";
import { Section } from "../../../components/section.tsx";
import type { TeamSectionProps } from "../../../lib/feature.ts";
import { teamPath } from "../../../lib/team-path.ts";
import { useResource } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { pulseTexts } from "./texts.ts";
import styles from "./twelve-weeks.module.css";
import { WeekBars } from "./week-bars.tsx";
import { WeekTable } from "./week-table.tsx";

/**
 * Twelve weeks of public acts: a small chart for each declared kind that occurred, all on one scale. A table holds the
 * same data, always for screen readers and on request for others.
 */
export default function TwelveWeeks({ teamId, overview }: TeamSectionProps) {
  const t = useTexts(pulseTexts);
  const [isTable, setTable] = useState(false);
  const tableId = useId();
  const resource = useResource<Weeks>(teamPath(teamId, "weeks"));
  const { data } = resource;
  if (overview.isNew) {
    return null;
  }
  if (!data) {
    return <NotLoadedYet resource={resource} />;
  }
  const { weeks } = data;
  if (data.shows === "tooFew") {
    return (
      <Section title={t("weeks")}>
        <Empty says={t("tooFewToCount")} how={t("tooFewWhy")} />
      </Section>
    );
  }
  const kinds = data.kinds.filter(({ key }) => weeks.some(({ acts }) => (acts[key] ?? 0) > 0));
  if (kinds.length === 0) {
    return (
      <Section title={t("weeks")}>
        <Empty says={t("noActs")} />
      </Section>
    );
  }
  const most = Math.max(...kinds.flatMap(({ key }) => weeks.map(({ acts }) => acts[key] ?? 0)));
  return (
    <Section title={t("weeks")} about={t("weeksAbout")}>
      <Card>
        {isTable ? null : (
          <div className={styles.charts} aria-hidden>
            {kinds.map((kind) => (
              <WeekBars key={kind.key} kind={kind} weeks={weeks} most={most} />
            ))}
          </div>
        )}
        <div id={tableId} className={isTable ? styles.table : "aside-heard"} {...(isTable ? scrolls : {})}>
          <WeekTable kinds={kinds} weeks={weeks} />
        </div>
        <Button
          appearance="subtle"
          size="small"
          className={styles.toggle ?? ""}
          aria-pressed={isTable}
          aria-controls={tableId}
          onClick={() => setTable(!isTable)}
        >
          {t("asTable")}
        </Button>
      </Card>
    </Section>
  );
}

/** On a narrow page the table scrolls by itself, also by keyboard. */
const scrolls = { tabIndex: 0, "data-scrolls": true };
