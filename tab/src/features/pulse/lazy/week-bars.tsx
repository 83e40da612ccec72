import { scaleBand, scaleLinear } from "@visx/scale";
import { Bar } from "@visx/shape";
import type { Weeks } from "#bot/features/pulse/api.ts";
import { Note } from "../../../components/note.tsx";
import { useTexts } from "../../../lib/use-texts.ts";
import { pulseTexts } from "./texts.ts";
import styles from "./twelve-weeks.module.css";

/** A kind of act that a feature counts: its key in a week's `acts`, and its label in the viewer's language. */
export type CountedKind = Extract<Weeks, { readonly shows: "weeks" }>["kinds"][number];

const WIDTH = 240;
const HEIGHT = 56;

/** One kind of act, one bar per week. The current week is drawn hollow: it is incomplete. */
export function WeekBars(props: {
  readonly kind: CountedKind;
  readonly weeks: Weeks["weeks"];
  /** The highest figure of all kinds: the charts share one scale. */
  readonly most: number;
}) {
  const { kind, weeks, most } = props;
  const countIn = ({ acts }: Weeks["weeks"][number]) => acts[kind.key] ?? 0;
  const t = useTexts(pulseTexts);
  const x = scaleBand({ domain: weeks.map(({ week }) => week), range: [0, WIDTH], padding: 0.25 });
  const y = scaleLinear({ domain: [0, most], range: [0, HEIGHT] });
  const first = weeks.at(0)?.week ?? "";
  const last = weeks.at(-1)?.week ?? "";
  return (
    <figure className={styles.chart}>
      <figcaption>
        {kind.label} <Note>{t("atMost", { count: Math.max(...weeks.map(countIn)) })}</Note>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="presentation">
        {weeks.map((one) => {
          const { week, isOver } = one;
          const height = y(countIn(one));
          return (
            <Bar
              key={week}
              x={x(week) ?? 0}
              y={HEIGHT - height}
              width={x.bandwidth()}
              height={height}
              className={(isOver ? styles.bar : styles.unfinished) ?? ""}
            />
          );
        })}
      </svg>
      <div className={styles.axis}>
        <span>{t("weekOf", { number: weekNumber(first) })}</span>
        <span>{t("weekOf", { number: weekNumber(last) })}</span>
      </div>
    </figure>
  );
}

/** The number of a week: 5 for "2026-W05". A string, so that no locale adds separators. */
export const weekNumber = (week: string): string => String(Number(week.slice(-2)));
