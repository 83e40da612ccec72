import type { Weeks } from "#bot/features/pulse/api.ts";
import { useWords } from "../../../lib/words.ts";
import { pulseTexts } from "./texts.ts";
import { type ActKind, weekNumber } from "./week-bars.tsx";

/** The charts in figures: a row a week, newest first. */
export function WeekTable({ kinds, weeks }: { readonly kinds: readonly ActKind[]; readonly weeks: Weeks["weeks"] }) {
  const t = useWords(pulseTexts);
  return (
    <table>
      <caption className="aside-heard">{t("table")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("week")}</th>
          {kinds.map((kind) => (
            <th key={kind} scope="col">
              {t(`acts.${kind}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.toReversed().map(({ week, acts, isOver }) => (
          <tr key={week}>
            <th scope="row">{t(isOver ? "weekOf" : "thisWeek", { number: weekNumber(week) })}</th>
            {kinds.map((kind) => (
              <td key={kind}>{acts[kind] ?? 0}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
