import type { QuestionPage } from "#bot/features/polls/api.ts";
import { formatNames } from "#bot/i18n/names.ts";
import { Note } from "../../../components/note.tsx";
import { useTexts } from "../../../lib/use-texts.ts";
import styles from "./result.module.css";
import { pollLazyTexts } from "./texts.ts";

/** What may be shown of the answers, and why not more. */
export function Result({ page }: { readonly page: QuestionPage }) {
  const t = useTexts(pollLazyTexts);
  const { result, soFar, options, answers } = page;
  if (page.state === "counting") {
    return <Note>{t("counting")}</Note>;
  }
  if (!result) {
    return soFar ? <Figures options={options} totals={soFar} answers={answers} /> : null;
  }
  if (result.shows === "unreadable" || result.shows === "nothing") {
    return <Note>{t(result.shows === "nothing" ? "tooFew" : "unreadable")}</Note>;
  }
  if (result.shows === "objections") {
    return <p className={styles.line}>{t(result.isAny ? "somebodyObjects" : "nobodyObjected")}</p>;
  }
  if (result.shows === "totals" && result.answers > 0) {
    return (
      <>
        <Figures options={options} totals={result.totals} answers={result.answers} />
        <Note>{t("answersGiven", { count: result.answers })}</Note>
      </>
    );
  }
  const names = result.shows === "nearlyAll" ? result.options.map((place) => options[place] ?? "") : [];
  return (
    <>
      {names.length > 0 ? (
        <p className={styles.line}>{t("nearlyAll", { options: formatNames(names, t.locale) })}</p>
      ) : null}
      <Note>{t("answersGiven", { count: result.answers })}</Note>
    </>
  );
}

/** Each option with its figure, and a bar that is full when all who answered chose it. */
function Figures(props: {
  readonly options: readonly string[];
  readonly totals: readonly number[];
  readonly answers: QuestionPage["answers"];
}) {
  const { options, totals, answers } = props;
  const all = Math.max(1, ...totals, Number(answers) || 0);
  return (
    <ul className={styles.figures}>
      {options.map((option, place) => {
        const total = totals[place] ?? 0;
        return (
          <li key={option}>
            <span className={styles.option}>{option}</span>
            <span className={styles.total}>{total}</span>
            <span className={styles.track} aria-hidden>
              <span className={styles.bar} style={{ width: `${(100 * total) / all}%` }} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
