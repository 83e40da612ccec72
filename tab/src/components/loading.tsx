import { useTexts } from "../lib/use-texts.ts";
import { Spark } from "./spark.tsx";
import { componentTexts } from "./texts.ts";

/** The page's skeleton while it loads: the same as in `index.html`, which shows before any script runs. */
export function Loading() {
  const t = useTexts(componentTexts);
  return (
    <main aria-busy>
      <div role="status" aria-label={t("loading")}>
        <div className="shape" aria-hidden>
          <Spark size={32} />
          <i />
          <i />
          <i />
        </div>
      </div>
    </main>
  );
}
