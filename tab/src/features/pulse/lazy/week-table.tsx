import type { Weeks } from "#bot/features/pulse/api.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { pulseTexts } from "./texts.ts";
import { type CountedKind, weekNumber } from "./week-bars.tsx";

/** The charts' data: one row per week, newest first. */
export function WeekTable({
  kinds,
  weeks,
}: {
  readonly kinds: readonly CountedKind[];
  readonly weeks: Weeks["weeks"];
}) {
  const t = useTexts(pulseTexts);
  return (
    <table>
      <caption className="aside-heard">{t("table")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("week")}</th>
          {kinds.map(({ key, label }) => (
            <th key={key} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.toReversed().map(({ week, acts, isOver }) => (
          <tr key={week}>
            <th scope="row">{t(isOver ? "weekOf" : "thisWeek", { number: weekNumber(week) })}</th>
            {kinds.map(({ key }) => (
              <td key={key}>{acts[key] ?? 0}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
