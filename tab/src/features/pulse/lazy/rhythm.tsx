import type { MyRhythm } from "#bot/features/pulse/api.ts";
import { formatNames } from "#bot/i18n/names.ts";
import { Card } from "../../../components/card.tsx";
import { NotLoadedYet } from "../../../components/not-loaded.tsx";
import { Note } from "../../../components/note.tsx";
import { Section } from "../../../components/section.tsx";
import { useResource } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import styles from "./rhythm.module.css";
import { pulseTexts } from "./texts.ts";

/**
 * The kinds of acts that the viewer did in each of twelve weeks. No figures; an empty week is not marked as missing.
 */
export default function Rhythm() {
  const t = useTexts(pulseTexts);
  const resource = useResource<MyRhythm>("/me/rhythm");
  const { data } = resource;
  if (!data) {
    return <NotLoadedYet resource={resource} />;
  }
  const labels = new Map(data.kinds.map(({ key, label }) => [key, label]));
  const hasAny = data.weeks.some(({ acts }) => acts.length > 0);
  return (
    <Section title={t("rhythm")}>
      <Card>
        <Note>{t("rhythmAbout")}</Note>
        {hasAny ? (
          <ol className={styles.weeks}>
            {data.weeks.toReversed().map(({ week, acts }) => (
              <li key={week} data-quiet={acts.length === 0}>
                <span className={styles.week}>{t("weekOf", { number: String(Number(week.slice(-2))) })}</span>
                <span className={styles.dot} aria-hidden />
                <span>
                  {acts.length === 0
                    ? t("nothing")
                    : formatNames(
                        acts.map((one) => labels.get(one) ?? one),
                        t.locale,
                      )}
                </span>
              </li>
            ))}
          </ol>
        ) : (
          <Note>{t("noRhythm")}</Note>
        )}
      </Card>
    </Section>
  );
}
