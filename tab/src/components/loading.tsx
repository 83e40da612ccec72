import { useTexts } from "../lib/i18n.ts";
import { Spark } from "./spark.tsx";
import { componentTexts } from "./texts.ts";

/** The page's shape while its content is on the way: the same as in `index.html`, which stands here before any script. */
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
