import type { WhoPage } from "#bot/features/polls/api.ts";
import { formatNames } from "#bot/i18n/names.ts";
import { Card } from "../../../components/card.tsx";
import { NotLoadedYet } from "../../../components/not-loaded.tsx";
import { Note } from "../../../components/note.tsx";
import { Paragraph } from "../../../components/paragraph.tsx";
import { Section } from "../../../components/section.tsx";
import { useResource } from "../../../lib/use-resource.ts";
import { useTexts } from "../../../lib/use-texts.ts";
import { pollLazyTexts } from "./texts.ts";

/** Who chose what, for a closed question with names. People who did not answer are not listed. */
export function WhoChose({ path }: { readonly path: string }) {
  const t = useTexts(pollLazyTexts);
  const resource = useResource<WhoPage>(path);
  const { data } = resource;
  if (!data) {
    return <NotLoadedYet resource={resource} />;
  }
  return (
    <Section title={t("who")}>
      <Card>
        {data.options.map(({ option, names, hasMore }) => (
          <div key={option}>
            <Note>{option}</Note>
            <Paragraph>
              {names.length === 0 ? t("nobody") : formatNames(hasMore ? [...names, t("andMore")] : names, t.locale)}
            </Paragraph>
          </div>
        ))}
      </Card>
    </Section>
  );
}
