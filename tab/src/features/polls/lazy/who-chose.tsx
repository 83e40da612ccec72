import type { WhoPage } from "#bot/features/polls/api.ts";
import { sayNames } from "#bot/i18n/names.ts";
import { Card } from "../../../components/card.tsx";
import { PartNotYet } from "../../../components/missing.tsx";
import { Section } from "../../../components/section.tsx";
import { Note, Words } from "../../../components/text.tsx";
import { useFresh } from "../../../lib/fresh.ts";
import { useWords } from "../../../lib/words.ts";
import { pollLazyTexts } from "./texts.ts";

/** Of an open question that has closed: who chose what. Nobody who did not answer is in it. */
export function WhoChose({ path }: { readonly path: string }) {
  const t = useWords(pollLazyTexts);
  const fresh = useFresh<WhoPage>(path);
  const { data } = fresh;
  if (!data) {
    return <PartNotYet fresh={fresh} />;
  }
  return (
    <Section title={t("who")}>
      <Card>
        {data.options.map(({ option, names, hasMore }) => (
          <div key={option}>
            <Note>{option}</Note>
            <Words>
              {names.length === 0 ? t("nobody") : sayNames(hasMore ? [...names, t("andMore")] : names, t.locale)}
            </Words>
          </div>
        ))}
      </Card>
    </Section>
  );
}
