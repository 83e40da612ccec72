import type { ThanksTimeline } from "#bot/features/kudos/api.ts";
import { CardList } from "../../components/card-list.tsx";
import { Empty } from "../../components/empty.tsx";
import { Note } from "../../components/note.tsx";
import { Section } from "../../components/section.tsx";
import { type TeamSectionProps, timelineOf } from "../../lib/feature.ts";
import { useTexts } from "../../lib/use-texts.ts";
import { kudosTexts } from "./texts.ts";
import { Thanks } from "./thanks.tsx";

/** The kudos and small wins of the last two weeks, newest first. */
export function RecentThanks({ overview, teamTime }: TeamSectionProps) {
  const { thanks, hasMoreThanks } = timelineOf<ThanksTimeline>(overview);
  const t = useTexts(kudosTexts);
  return (
    <Section title={t("thanks")}>
      {thanks.length === 0 ? (
        <Empty says={t("noThanks")} />
      ) : (
        <CardList items={thanks} shown={8} keyOf={(line) => line.kudosId}>
          {(line) => <Thanks line={line} teamTime={teamTime} />}
        </CardList>
      )}
      {hasMoreThanks ? <Note>{t("olderThanks")}</Note> : null}
    </Section>
  );
}
